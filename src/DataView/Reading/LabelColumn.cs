namespace NeuralTrainers.DataView;

/// <summary>A label column that is read.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Kind">How it is read.</param>
/// <param name="ClassCount">The number of classes, or null for a number.</param>
/// <param name="Rule">What else the label must be, or null.</param>
internal sealed record LabelColumn(string Name, LabelKind Kind, int? ClassCount, LabelRule? Rule = null)
{
    /// <summary>The number of label numbers in a row.</summary>
    public int Width => Kind == LabelKind.Shares ? ClassCount ?? 1 : 1;

    /// <summary>Whether a label that is missing is read as NaN.</summary>
    public bool CanBeMissing { get; init; }
}
