using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Compares scores, and probabilities if there are any, with binary labels. Rows without a label or a finite score are left out.</summary>
internal static class BinaryClassifierEvaluator
{
    public static BinaryClassificationMetrics Evaluate(IDataView data, string labelColumnName, string scoreColumnName, string predictedLabelColumnName)
        => new Rows(data, labelColumnName, scoreColumnName, null, predictedLabelColumnName).Ranking();

    public static CalibratedBinaryClassificationMetrics Evaluate(
        IDataView data, string labelColumnName, string scoreColumnName, string probabilityColumnName, string predictedLabelColumnName)
        => new Rows(data, labelColumnName, scoreColumnName, probabilityColumnName, predictedLabelColumnName).Calibrated();

    private sealed class Rows
    {
        private readonly List<(float Score, bool IsPositive)> _rows = [];
        private double _logLoss;
        private double _positivesWithProbability;
        private double _negativesWithProbability;

        public Rows(IDataView data, string labelColumnName, string scoreColumnName, string probabilityColumnName, string predictedLabelColumnName)
        {
            var label = data.Schema.Find(labelColumnName, "label");
            var score = data.Schema.Find(scoreColumnName, "score");
            _ = data.Schema.Find(predictedLabelColumnName, "predicted label");
            EvaluatedColumns.Require(score, "score", "Single", score.Type.Equals(NumberDataViewType.Single));
            EvaluatedColumns.Require(
                label,
                "label",
                "Single, Double, Boolean, or a Key with cardinality 2",
                label.Type.Equals(NumberDataViewType.Single) || label.Type.Equals(NumberDataViewType.Double) || label.Type is BooleanDataViewType or KeyDataViewType { Count: 2 });
            if (probabilityColumnName is null)
            {
                Read(data, label, score, null);
                return;
            }

            var probability = data.Schema.Find(probabilityColumnName, "probability");
            EvaluatedColumns.Require(probability, "probability", "Single", probability.Type.Equals(NumberDataViewType.Single));
            Read(data, label, score, probability);
        }

        public BinaryClassificationMetrics Ranking()
        {
            double truePositive = _rows.Count(r => r.IsPositive && r.Score > 0);
            double falsePositive = _rows.Count(r => !r.IsPositive && r.Score > 0);
            double falseNegative = _rows.Count(r => r.IsPositive && !(r.Score > 0));
            var trueNegative = _rows.Count - truePositive - falsePositive - falseNegative;
            var precision = Ratio(truePositive, truePositive + falsePositive);
            var recall = Ratio(truePositive, truePositive + falseNegative);
            var sorted = _rows.OrderByDescending(r => r.Score).ToArray();
            return new(
                AreaUnderRocCurve(sorted),
                (truePositive + trueNegative) / _rows.Count,
                precision,
                recall,
                Ratio(trueNegative, trueNegative + falseNegative),
                Ratio(trueNegative, trueNegative + falsePositive),
                Ratio(2 * precision * recall, precision + recall),
                AreaUnderPrecisionRecallCurve(sorted),
                new([[truePositive, falseNegative], [falsePositive, trueNegative]]));
        }

        public CalibratedBinaryClassificationMetrics Calibrated()
        {
            var count = _positivesWithProbability + _negativesWithProbability;
            var prior = Entropy(_positivesWithProbability / count);
            var logLoss = _logLoss / count;
            return new(
                Ranking(),
                double.IsNaN(_logLoss) ? double.NaN : count > 0 ? logLoss : 0,
                count > 0 ? (prior - logLoss) / prior : 0,
                Entropy((double)_rows.Count(r => r.IsPositive) / _rows.Count));
        }

        private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;

        private static double Entropy(double p) => p is 0 or 1 ? 0 : -(p * Math.Log(p, 2)) - ((1 - p) * Math.Log(1 - p, 2));

        /// <summary>The share of pairs that the score puts in the right order, ties counting half.</summary>
        private static double AreaUnderRocCurve((float Score, bool IsPositive)[] sorted)
        {
            double positives = 0, negatives = 0, area = 0;
            for (var start = 0; start < sorted.Length;)
            {
                double tiedPositives = 0, tiedNegatives = 0;
                var end = start;
                for (; end < sorted.Length && sorted[end].Score == sorted[start].Score; end++)
                {
                    tiedPositives += sorted[end].IsPositive ? 1 : 0;
                    tiedNegatives += sorted[end].IsPositive ? 0 : 1;
                }

                area += tiedNegatives * (positives + (0.5 * tiedPositives));
                positives += tiedPositives;
                negatives += tiedNegatives;
                start = end;
            }

            return positives == 0 ? throw new ArgumentOutOfRangeException(nameof(sorted), "AUC is not defined when there is no positive class in the data")
                : negatives == 0 ? throw new ArgumentOutOfRangeException(nameof(sorted), "AUC is not defined when there is no negative class in the data")
                : area / (positives * negatives);
        }

        /// <summary>By the trapezoidal rule over the rows; rows of one score stay in the order of the data.</summary>
        private static double AreaUnderPrecisionRecallCurve((float Score, bool IsPositive)[] sorted)
        {
            double positives = sorted.Count(r => r.IsPositive);
            double truePositive = 0, area = 0, precision = 1;
            for (var i = 0; i < sorted.Length; i++)
            {
                truePositive += sorted[i].IsPositive ? 1 : 0;
                var current = truePositive / (i + 1);
                area += sorted[i].IsPositive ? (precision + current) / 2 / positives : 0;
                precision = current;
            }

            return area;
        }

        private void Read(IDataView data, DataViewSchema.Column label, DataViewSchema.Column score, DataViewSchema.Column? probability)
        {
            DataViewSchema.Column[] columns = probability is { } p ? [label, score, p] : [label, score];
            using var cursor = data.GetRowCursor(columns);
            var getLabel = EvaluatedColumns.GetLabel(cursor, label);
            var getScore = cursor.GetGetter<float>(score);
            var getProbability = probability is { } column ? cursor.GetGetter<float>(column) : null;
            float y = 0, s = 0, q = float.NaN;
            while (cursor.MoveNext())
            {
                getScore(ref s);
                getLabel(ref y);
                if (!float.IsFinite(s) || float.IsNaN(y))
                {
                    continue;
                }

                getProbability?.Invoke(ref q);
                _rows.Add((s, y > 0));
                _logLoss += -Math.Log(y > 0 ? q : 1.0 - q, 2);
                _positivesWithProbability += !float.IsNaN(q) && y > 0 ? 1 : 0;
                _negativesWithProbability += !float.IsNaN(q) && !(y > 0) ? 1 : 0;
            }
        }
    }
}
