using Microsoft.ML;

namespace NeuralTrainers.DataView;

/// <summary>Scores the current row of an input row when first asked after it moved.</summary>
internal sealed class SingleRowScores(DataViewRow input, IScoringModel model) : IRowScores
{
    private readonly IBlockScorer _scorer = model.CreateScorer(1);
    private readonly RowReader _reader = new(input, model.Layout, mustBeFinite: false);
    private long _position = -1;

    public ReadOnlySpan<float> Outputs(int head)
    {
        if (_position != input.Position)
        {
            _scorer.Clear();
            _reader.Read(_scorer);
            _scorer.Score();
            _position = input.Position;
        }

        return _scorer.Outputs(head, 0);
    }
}
