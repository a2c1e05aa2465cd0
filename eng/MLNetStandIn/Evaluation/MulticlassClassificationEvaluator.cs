using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Compares a vector of class probabilities with the class. Rows without a label or with a score that is not finite are left out.</summary>
internal static class MulticlassClassificationEvaluator
{
    private const float Epsilon = (float)1e-15;

    public static MulticlassClassificationMetrics Evaluate(
        IDataView data, string labelColumnName, string scoreColumnName, string predictedLabelColumnName, int topKPredictionCount)
    {
        var score = data.Schema.Find(scoreColumnName, "score");
        var label = data.Schema.Find(labelColumnName, "label");
        _ = data.Schema.Find(predictedLabelColumnName, "predicted label");
        var vector = score.Type as VectorDataViewType;
        EvaluatedColumns.Require(
            score, "score", "vector of two or more items of type Single", vector is { Size: >= 2 } && vector.ItemType.Equals(NumberDataViewType.Single));
        EvaluatedColumns.Require(label, "label", "Single or Key", label.Type.Equals(NumberDataViewType.Single) || label.Type is KeyDataViewType);

        var counts = new Counts(vector.Size);
        using var cursor = data.GetRowCursor([label, score]);
        var getLabel = EvaluatedColumns.GetLabel(cursor, label);
        var getScores = cursor.GetGetter<VBuffer<float>>(score);
        var scores = default(VBuffer<float>);
        var dense = new float[vector.Size];
        var y = 0f;
        while (cursor.MoveNext())
        {
            getLabel(ref y);
            if (float.IsNaN(y) || y < 0 || y != (int)y)
            {
                continue;
            }

            getScores(ref scores);
            scores.CopyTo(dense);
            if (Array.TrueForAll(dense, float.IsFinite))
            {
                counts.Add((int)y, dense);
            }
        }

        return counts.ToMetrics(topKPredictionCount);
    }

    private sealed class Counts(int classCount)
    {
        private readonly double[] _instancesOfClass = new double[classCount];
        private readonly double[] _logLossOfClass = new double[classCount];
        private readonly double[] _ranks = new double[classCount + 1];
        private readonly double[][] _confusion = [.. Enumerable.Range(0, classCount).Select(_ => new double[classCount])];
        private double _instances;
        private double _logLoss;

        /// <summary>A label beyond the scores is a class that was not seen in training: never right, and of the smallest probability.</summary>
        public void Add(int label, float[] scores)
        {
            var isKnown = label < classCount;
            var logLoss = -Math.Log(isKnown ? Math.Min(1, Math.Max(Epsilon, scores[label])) : Epsilon);
            var own = isKnown ? scores[label] : 0;
            var rank = 0;
            var assigned = 0;
            for (var i = 0; i < scores.Length; i++)
            {
                rank += scores[i] > own || (scores[i] == own && i < label) ? 1 : 0;
                assigned = scores[assigned] < scores[i] ? i : assigned;
            }

            _instances++;
            _logLoss += logLoss;
            _ranks[rank]++;
            if (isKnown)
            {
                _instancesOfClass[label]++;
                _logLossOfClass[label] += logLoss;
                _confusion[label][assigned]++;
            }
        }

        public MulticlassClassificationMetrics ToMetrics(int topKPredictionCount)
        {
            var logLoss = _instances > 0 ? _logLoss / _instances : 0;
            var entropy = _instancesOfClass.Where(n => n > 0).Sum(n => n * Math.Log(n / _instances)) / -_instances;
            var seen = Enumerable.Range(0, classCount).Where(i => _instancesOfClass[i] > 0).ToArray();
            var correct = 0.0;
            var topK = _ranks.Take(topKPredictionCount).Select(n => correct += n / _instances).ToArray();
            return new(
                _instances > 0 ? _ranks[0] / _instances : 0,
                seen.Length > 0 ? seen.Average(i => _confusion[i][i] / _instancesOfClass[i]) : 0,
                logLoss,
                (entropy - logLoss) / entropy,
                topKPredictionCount,
                topKPredictionCount > 0 ? topK : null,
                [.. _logLossOfClass.Zip(_instancesOfClass, (loss, n) => n > 0 ? loss / n : 0)],
                new(_confusion));
        }
    }
}
