using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>Rows with their labels.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Labels">Each label, for every row; NaN where it is missing.</param>
/// <param name="Weights">Their weights.</param>
internal sealed record LabeledTable(IBatchSource Rows, float[][] Labels, float[] Weights)
{
    public int RowCount => Weights.Length;

    /// <summary>Some of the rows, without copying them.</summary>
    public LabeledTable Subset(int[] rows) =>
        new(new RowSubset(Rows, rows), Array.ConvertAll(Labels, labels => Array.ConvertAll(rows, row => labels[row])), Array.ConvertAll(rows, row => Weights[row]));
}
