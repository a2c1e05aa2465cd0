namespace Microsoft.ML.Data;

/// <summary>How well scores tell the positive class from the negative one; positive is predicted where the score is above 0.</summary>
public class BinaryClassificationMetrics
{
    internal BinaryClassificationMetrics(
        double auc,
        double accuracy,
        double positivePrecision,
        double positiveRecall,
        double negativePrecision,
        double negativeRecall,
        double f1Score,
        double auprc,
        ConfusionMatrix confusionMatrix = null)
    {
        AreaUnderRocCurve = auc;
        Accuracy = accuracy;
        PositivePrecision = positivePrecision;
        PositiveRecall = positiveRecall;
        NegativePrecision = negativePrecision;
        NegativeRecall = negativeRecall;
        F1Score = f1Score;
        AreaUnderPrecisionRecallCurve = auprc;
        ConfusionMatrix = confusionMatrix;
    }

    public double AreaUnderRocCurve { get; }

    public double Accuracy { get; }

    public double PositivePrecision { get; }

    public double PositiveRecall { get; }

    public double NegativePrecision { get; }

    public double NegativeRecall { get; }

    public double F1Score { get; }

    public double AreaUnderPrecisionRecallCurve { get; }

    /// <summary>The positive class comes first.</summary>
    public ConfusionMatrix ConfusionMatrix { get; }
}

/// <summary>Metrics of the probabilities too; losses are in bits.</summary>
public sealed class CalibratedBinaryClassificationMetrics : BinaryClassificationMetrics
{
    internal CalibratedBinaryClassificationMetrics(BinaryClassificationMetrics ranking, double logLoss, double logLossReduction, double entropy)
        : base(
            ranking.AreaUnderRocCurve,
            ranking.Accuracy,
            ranking.PositivePrecision,
            ranking.PositiveRecall,
            ranking.NegativePrecision,
            ranking.NegativeRecall,
            ranking.F1Score,
            ranking.AreaUnderPrecisionRecallCurve,
            ranking.ConfusionMatrix)
    {
        LogLoss = logLoss;
        LogLossReduction = logLossReduction;
        Entropy = entropy;
    }

    public double LogLoss { get; }

    public double LogLossReduction { get; }

    public double Entropy { get; }
}
