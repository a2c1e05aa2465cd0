using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Compares a vector of class probabilities with the class. Rows without a label or with a score that is not finite are left out.</summary>
internal static class MulticlassClassificationEvaluator
{
    private const float Epsilon = (float)1e-15;

    public static MulticlassClassificationMetrics Evaluate(
        IDataView data, string labelColumnName, string scoreColumnName, string predictedLabelColumnName)
    {
        var score = data.Schema.Find(scoreColumnName, "score");
        var label = data.Schema.Find(labelColumnName, "label");
        data.Schema.Find(predictedLabelColumnName, "predicted label");
        if (score.Type is not VectorDataViewType { Size: >= 2 } vector || !vector.ItemType.Equals(NumberDataViewType.Single))
        {
            throw Columns.Mismatch("score", scoreColumnName, "vector of two or more items of type Single", score.Type);
        }

        if (!label.Type.Equals(NumberDataViewType.Single) && label.Type is not KeyDataViewType)
        {
            throw Columns.Mismatch("label", labelColumnName, "Single or Key", label.Type);
        }

        var instances = new double[vector.Size];
        var correct = new double[vector.Size];
        double count = 0, totalLoss = 0;
        using var cursor = data.GetRowCursor([label, score]);
        var getLabel = EvaluatedColumns.GetLabel(cursor, label);
        var getScores = cursor.GetGetter<VBuffer<float>>(score);
        var sparse = default(VBuffer<float>);
        var scores = new float[vector.Size];
        var y = 0f;
        while (cursor.MoveNext())
        {
            getLabel(ref y);
            getScores(ref sparse);
            sparse.CopyTo(scores);
            if (float.IsNaN(y) || y < 0 || y != (int)y || !Array.TrueForAll(scores, float.IsFinite))
            {
                continue;
            }

            // A label beyond the scores is a class that was not seen in training: never right, and of the smallest probability.
            count++;
            var isKnown = y < scores.Length;
            totalLoss -= Math.Log(isKnown ? Math.Min(1, Math.Max(Epsilon, scores[(int)y])) : Epsilon);
            if (isKnown)
            {
                instances[(int)y]++;
                correct[(int)y] += Array.IndexOf(scores, scores.Max()) == (int)y ? 1 : 0;
            }
        }

        var logLoss = count > 0 ? totalLoss / count : 0;
        var entropy = instances.Where(n => n > 0).Sum(n => n * Math.Log(n / count)) / -count;
        return new()
        {
            MicroAccuracy = count > 0 ? correct.Sum() / count : 0,
            MacroAccuracy = correct.Zip(instances).Where(c => c.Second > 0).Select(c => c.First / c.Second).DefaultIfEmpty().Average(),
            LogLoss = logLoss,
            LogLossReduction = (entropy - logLoss) / entropy,
        };
    }
}
