using Microsoft.ML;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>The means of predictions that were made before.</summary>
/// <param name="row">A row whose position says which of them.</param>
/// <param name="kind">What is predicted.</param>
/// <param name="sums">The sums of the predictions, row by row.</param>
/// <param name="votes">The number of those that were added up.</param>
internal sealed class MeanScores(DataViewRow row, EnsembleKind kind, double[] sums, int votes) : IRowScores
{
    private readonly float[] _outputs = new float[kind.Width];

    public ReadOnlySpan<float> Outputs(int head)
    {
        kind.Average(sums.AsSpan((int)row.Position * kind.Width, kind.Width), votes, _outputs);
        return _outputs;
    }
}
