using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Compares scores, and probabilities if there are any, with binary labels. Rows without a label or a finite score are left out.</summary>
internal sealed class BinaryClassifierEvaluator
{
    private readonly (float Score, bool IsPositive)[] _rows;
    private readonly double _positives;
    private readonly double _logLoss;
    private readonly double _positivesWithProbability;
    private readonly double _negativesWithProbability;

    public BinaryClassifierEvaluator(
        IDataView data, string labelColumnName, string scoreColumnName, string probabilityColumnName, string predictedLabelColumnName)
    {
        var label = data.Schema.Find(labelColumnName, "label");
        var score = EvaluatedColumns.Single(data.Schema, scoreColumnName, "score");
        data.Schema.Find(predictedLabelColumnName, "predicted label");
        if (!label.Type.Equals(NumberDataViewType.Single) && label.Type is not (BooleanDataViewType or KeyDataViewType { Count: 2 }))
        {
            throw Columns.Mismatch("label", labelColumnName, "Single, Boolean, or a Key with cardinality 2", label.Type);
        }

        // The probabilities of scores without are all missing.
        var probability = probabilityColumnName is null ? score : EvaluatedColumns.Single(data.Schema, probabilityColumnName, "probability");
        using var cursor = data.GetRowCursor([label, score, probability]);
        var getLabel = EvaluatedColumns.GetLabel(cursor, label);
        var getScore = cursor.GetGetter<float>(score);
        var getProbability = probabilityColumnName is null ? (ref float value) => value = float.NaN : cursor.GetGetter<float>(probability);
        var rows = new List<(float Score, bool IsPositive)>();
        float y = 0, s = 0, q = 0;
        while (cursor.MoveNext())
        {
            getScore(ref s);
            getLabel(ref y);
            if (!float.IsFinite(s) || float.IsNaN(y))
            {
                continue;
            }

            getProbability(ref q);
            rows.Add((s, y > 0));
            _logLoss += -Math.Log(y > 0 ? q : 1.0 - q, 2);
            _positivesWithProbability += !float.IsNaN(q) && y > 0 ? 1 : 0;
            _negativesWithProbability += !float.IsNaN(q) && !(y > 0) ? 1 : 0;
        }

        _rows = [.. rows.OrderByDescending(r => r.Score)];
        _positives = rows.Count(r => r.IsPositive);
    }

    public CalibratedBinaryClassificationMetrics ToMetrics()
    {
        double truePositive = _rows.Count(r => r.IsPositive && r.Score > 0);
        var precision = Ratio(truePositive, _rows.Count(r => r.Score > 0));
        var recall = Ratio(truePositive, _positives);
        var count = _positivesWithProbability + _negativesWithProbability;
        var p = _positivesWithProbability / count;
        var prior = p is 0 or 1 ? 0 : -(p * Math.Log(p, 2)) - ((1 - p) * Math.Log(1 - p, 2));
        return new()
        {
            AreaUnderRocCurve = AreaUnderRocCurve(),
            Accuracy = (double)_rows.Count(r => r.IsPositive == r.Score > 0) / _rows.Length,
            PositivePrecision = precision,
            PositiveRecall = recall,
            F1Score = Ratio(2 * precision * recall, precision + recall),
            AreaUnderPrecisionRecallCurve = AreaUnderPrecisionRecallCurve(),
            LogLoss = double.IsNaN(_logLoss) ? double.NaN : count > 0 ? _logLoss / count : 0,
            LogLossReduction = count > 0 ? (prior - (_logLoss / count)) / prior : 0,
        };
    }

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;

    /// <summary>The share of pairs that the score puts in the right order, ties counting half.</summary>
    private double AreaUnderRocCurve()
    {
        double positives = 0, negatives = 0, area = 0;
        foreach (var tied in _rows.GroupBy(r => r.Score))
        {
            double tiedPositives = tied.Count(r => r.IsPositive);
            var tiedNegatives = tied.Count() - tiedPositives;
            area += tiedNegatives * (positives + (0.5 * tiedPositives));
            positives += tiedPositives;
            negatives += tiedNegatives;
        }

        return positives == 0 ? throw new ArgumentOutOfRangeException(null, "AUC is not defined when there is no positive class in the data")
            : negatives == 0 ? throw new ArgumentOutOfRangeException(null, "AUC is not defined when there is no negative class in the data")
            : area / (positives * negatives);
    }

    /// <summary>By the trapezoidal rule over the rows; rows of one score stay in the order of the data.</summary>
    private double AreaUnderPrecisionRecallCurve()
    {
        double truePositive = 0, area = 0, precision = 1;
        for (var i = 0; i < _rows.Length; i++)
        {
            truePositive += _rows[i].IsPositive ? 1 : 0;
            var current = truePositive / (i + 1);
            area += _rows[i].IsPositive ? (precision + current) / 2 / _positives : 0;
            precision = current;
        }

        return area;
    }
}
