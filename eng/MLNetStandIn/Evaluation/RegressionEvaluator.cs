using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Compares Single scores with Single labels; rows where one is NaN are left out.</summary>
internal static class RegressionEvaluator
{
    public static RegressionMetrics Evaluate(IDataView data, string labelColumnName, string scoreColumnName)
    {
        var score = data.Schema.Find(scoreColumnName, "score");
        var label = data.Schema.Find(labelColumnName, "label");
        EvaluatedColumns.Require(score, "score", "Single", score.Type.Equals(NumberDataViewType.Single));
        EvaluatedColumns.Require(label, "label", "Single", label.Type.Equals(NumberDataViewType.Single));

        double count = 0, labels = 0, squaredLabels = 0, absolute = 0, squared = 0, loss = 0;
        using var cursor = data.GetRowCursor([label, score]);
        var getLabel = EvaluatedColumns.GetLabel(cursor, label);
        var getScore = cursor.GetGetter<float>(score);
        float y = 0, prediction = 0;
        while (cursor.MoveNext())
        {
            getLabel(ref y);
            getScore(ref prediction);
            if (float.IsNaN(y) || float.IsNaN(prediction))
            {
                continue;
            }

            // What is computed in single precision here is computed so in ML.NET.
            var error = Math.Abs((double)y - prediction);
            var difference = prediction - y;
            count++;
            labels += y;
            squaredLabels += y * y;
            absolute += error;
            squared += error * error;
            loss += difference * difference;
        }

        if (count == 0)
        {
            return new(0, 0, 0, 0, 0);
        }

        var variation = squaredLabels - (labels * labels / count);
        return new(
            absolute / count, squared / count, Math.Sqrt(squared / count), loss / count, variation == 0 ? double.NaN : 1 - (squared / variation));
    }
}
