using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>Rows with one label each.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Labels">Their labels.</param>
/// <param name="Weights">Their weights.</param>
internal sealed record LabeledTable(IBatchSource Rows, float[] Labels, float[] Weights)
{
    /// <summary>Some of the rows, without copying them.</summary>
    public LabeledTable Subset(int[] rows) =>
        new(new RowSubset(Rows, rows), Array.ConvertAll(rows, row => Labels[row]), Array.ConvertAll(rows, row => Weights[row]));
}
