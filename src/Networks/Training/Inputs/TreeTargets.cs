namespace NeuralTrainers.Networks;

/// <summary>The labels that decision trees split by, and the rows' weights.</summary>
/// <param name="Labels">Each label number, for every row.</param>
/// <param name="Classes">For each label number the number of classes that it is an index of, or 0 if it is a quantity.</param>
/// <param name="Weights">One per row.</param>
internal sealed record TreeTargets(float[][] Labels, int[] Classes, float[] Weights)
{
    /// <summary>Reads an even sample of the rows.</summary>
    public static TreeTargets Read(IBatchSource source, int rows, IReadOnlyList<HeadDescription> heads)
    {
        int[] classes = [.. heads.SelectMany(head => Enumerable.Repeat(
            head.Loss.Target == TargetKind.Multiclass ? head.OutputCount : 0, head.TargetWidth))];
        float[][] labels = [.. classes.Select(_ => new float[rows])];
        var weights = new float[rows];
        var read = 0;
        SourceScan.Visit(source, rows, i => BinEdges.SampleRow(source, rows, i), batch =>
        {
            for (var row = 0; row < batch.Count; row++, read++)
            {
                weights[read] = batch.Weights[row];
                for (var i = 0; i < labels.Length; i++)
                {
                    labels[i][read] = batch.TargetRow(row)[i];
                }
            }
        });
        return new TreeTargets(labels, classes, weights);
    }
}
