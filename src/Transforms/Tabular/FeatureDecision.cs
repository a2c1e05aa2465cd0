namespace NeuralTrainers;

/// <summary>What <c>TabularFeaturizer</c> decided about a column.</summary>
/// <param name="ColumnName">The column.</param>
/// <param name="Role">What becomes of it.</param>
/// <param name="Reason">Why, and how, in words.</param>
public sealed record FeatureDecision(string ColumnName, FeatureRole Role, string Reason)
{
    /// <summary>The decision in one line.</summary>
    public override string ToString() => $"'{ColumnName}' is {Role}: {Reason}";
}
