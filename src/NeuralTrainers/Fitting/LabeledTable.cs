using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>Rows with their labels.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Labels">Each label, or each class's share, for every row; NaN where it is missing.</param>
/// <param name="Weights">Their weights.</param>
/// <param name="Previous">The label's previous values, NaN where they are missing; empty if there is no column of them.</param>
internal sealed record LabeledTable(IBatchSource Rows, float[][] Labels, float[] Weights, float[] Previous)
{
    public int RowCount => Weights.Length;

    /// <summary>Some of the rows, without copying them.</summary>
    public LabeledTable Subset(int[] rows) =>
        new(new RowSubset(Rows, rows), Array.ConvertAll(Labels, labels => Of(labels, rows)), Of(Weights, rows), Previous.Length == 0 ? [] : Of(Previous, rows));

    private static float[] Of(float[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);
}
