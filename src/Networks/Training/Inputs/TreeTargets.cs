using System.Numerics.Tensors;

namespace NeuralTrainers.Networks;

/// <summary>The labels that decision trees split by: for each head a number or a (most likely) class per row, and the rows' weights.</summary>
/// <param name="Heads">The heads.</param>
/// <param name="Labels">Heads x rows.</param>
/// <param name="Weights">One per row.</param>
internal sealed record TreeTargets(IReadOnlyList<HeadDescription> Heads, float[][] Labels, float[] Weights)
{
    /// <summary>Reads an even sample of the rows.</summary>
    public static TreeTargets Read(IBatchSource source, int rows, IReadOnlyList<HeadDescription> heads)
    {
        float[][] labels = [.. heads.Select(_ => new float[rows])];
        var weights = new float[rows];
        var read = 0;
        SourceScan.Visit(source, rows, i => BinEdges.SampleRow(source, rows, i), batch =>
        {
            for (var row = 0; row < batch.Count; row++, read++)
            {
                weights[read] = batch.Weights[row];
                var at = 0;
                for (var head = 0; head < labels.Length; head++)
                {
                    var label = batch.TargetRow(row).Slice(at, heads[head].TargetWidth);
                    labels[head][read] = heads[head].Loss.Target == TargetKind.Distribution ? TensorPrimitives.IndexOfMax<float>(label) : label[0];
                    at += label.Length;
                }
            }
        });
        return new TreeTargets(heads, labels, weights);
    }
}
