using System.Numerics.Tensors;

namespace NeuralTrainers.Networks;

/// <summary>Adds up a head's loss and metrics over the validation rows.</summary>
internal sealed class ValidationMetrics(HeadDescription head)
{
    private readonly LossFunction _loss = LossFunction.Of(head);
    private readonly List<(float Score, float Weight, bool Positive)> _scores = [];
    private readonly float[] _classWeights = [.. head.ClassWeights];
    private readonly float[] _scoreRow = new float[head.OutputCount];
    private double _lossSum;
    private double _weightSum;
    private double _squaredSum;
    private double _absoluteSum;
    private double _correctSum;

    /// <summary>Whether any row had a label.</summary>
    public bool HasLabels { get; private set; }

    /// <summary>The weighted mean loss over the rows that have a label; NaN if all weights are zero.</summary>
    public double MeanLoss => _lossSum / _weightSum;

    public void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> label, float weight)
    {
        if (Loss.IsMissing(label))
        {
            return;
        }

        HasLabels = true;
        weight *= _classWeights.Length > 0 ? _classWeights[(int)label[0]] : 1;
        _lossSum += weight * _loss.Row(outputs, label, []);
        _weightSum += weight;
        switch (head.Loss.Target)
        {
            case TargetKind.Regression:
                _loss.Score(outputs, outputs.Length, _scoreRow);
                var error = _scoreRow[_loss.PointScore] - (double)label[0];
                _squaredSum += weight * error * error;
                _absoluteSum += weight * Math.Abs(error);
                break;
            case TargetKind.Binary:
                _correctSum += (outputs[0] > 0) == (label[0] > 0.5f) ? weight : 0;
                _scores.Add((outputs[0], weight, label[0] > 0.5f));
                break;
            case TargetKind.Multiclass:
                _correctSum += TensorPrimitives.IndexOfMax(outputs) == (int)label[0] ? weight : 0;
                break;
            default:
                _correctSum += TensorPrimitives.IndexOfMax(outputs) == TensorPrimitives.IndexOfMax(label) ? weight : 0;
                break;
        }
    }

    /// <summary>The metrics by name.</summary>
    public Dictionary<string, double> ToDictionary()
    {
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        if (head.Loss.Target == TargetKind.Regression)
        {
            metrics["RootMeanSquaredError"] = Math.Sqrt(_squaredSum / _weightSum);
            metrics["MeanAbsoluteError"] = _absoluteSum / _weightSum;
            return metrics;
        }

        metrics["Accuracy"] = _correctSum / _weightSum;
        if (head.Loss.Target == TargetKind.Binary)
        {
            metrics["AreaUnderRocCurve"] = AreaUnderRocCurve();
        }

        return metrics;
    }

    // The probability that a random positive row scores above a random negative one, ties counting half.
    private double AreaUnderRocCurve()
    {
        _scores.Sort((left, right) => left.Score.CompareTo(right.Score));
        double below = 0;
        double area = 0;
        double positives = 0;
        for (var start = 0; start < _scores.Count;)
        {
            double tiedPositives = 0;
            double tiedNegatives = 0;
            var end = start;
            for (; end < _scores.Count && _scores[end].Score.Equals(_scores[start].Score); end++)
            {
                if (_scores[end].Positive)
                {
                    tiedPositives += _scores[end].Weight;
                }
                else
                {
                    tiedNegatives += _scores[end].Weight;
                }
            }

            area += tiedPositives * (below + (tiedNegatives / 2));
            positives += tiedPositives;
            below += tiedNegatives;
            start = end;
        }

        // Undefined with one class only: no order can be wrong.
        return positives > 0 && below > 0 ? area / (positives * below) : 0.5;
    }
}
