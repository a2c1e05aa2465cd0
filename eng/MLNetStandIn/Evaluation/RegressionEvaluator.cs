using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Compares Single scores with Single labels; rows where one is NaN are left out.</summary>
internal static class RegressionEvaluator
{
    public static RegressionMetrics Evaluate(IDataView data, string labelColumnName, string scoreColumnName)
    {
        var score = EvaluatedColumns.Single(data.Schema, scoreColumnName, "score");
        var label = EvaluatedColumns.Single(data.Schema, labelColumnName, "label");
        double count = 0, labels = 0, squaredLabels = 0, absolute = 0, squared = 0, loss = 0;
        using var cursor = data.GetRowCursor([label, score]);
        var getLabel = cursor.GetGetter<float>(label);
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
            return new();
        }

        var variation = squaredLabels - (labels * labels / count);
        return new()
        {
            MeanAbsoluteError = absolute / count,
            MeanSquaredError = squared / count,
            RootMeanSquaredError = Math.Sqrt(squared / count),
            LossFunction = loss / count,
            RSquared = variation == 0 ? double.NaN : 1 - (squared / variation),
        };
    }
}
