namespace NeuralTrainers;

/// <summary>A number to predict. Writes <c>Name.Score</c>, and with some losses <c>Name.Quantile0.1</c> and so on or <c>Name.StandardDeviation</c>.</summary>
public sealed record RegressionTask : NeuralTask
{
    /// <summary>Names the label.</summary>
    /// <param name="labelColumnName">The name of the label column: Singles, NaN where the label is missing.</param>
    public RegressionTask(string labelColumnName)
        : base(labelColumnName, new SquaredLoss())
    {
    }

    internal override TargetKind Target => TargetKind.Regression;
}
