using Microsoft.ML;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>The means of what several models predict for a current row.</summary>
/// <param name="row">The current row.</param>
/// <param name="scored">The same row with the scores of each model: views of it, or cursors of their own, which follow it.</param>
/// <param name="kind">What is predicted.</param>
/// <param name="members">The models.</param>
internal sealed class EnsembleScores(DataViewRow row, IReadOnlyList<DataViewRow> scored, EnsembleKind kind, IReadOnlyList<EnsembleMember> members) : IRowScores
{
    private readonly EnsembleKind.Reader[] _readers = [.. scored.Select(kind.CreateReader)];
    private readonly double[] _sums = new double[kind.Width];
    private readonly float[] _predictions = new float[kind.Width];
    private readonly float[] _outputs = new float[kind.Width];
    private long _position = -1;

    public ReadOnlySpan<float> Outputs(int head)
    {
        if (_position != row.Position)
        {
            Array.Clear(_sums);
            for (var i = 0; i < _readers.Length; i++)
            {
                Follow(i);
                _readers[i](_predictions);
                for (var j = 0; j < _sums.Length; j++)
                {
                    _sums[j] += members[i].Votes * (double)_predictions[j];
                }
            }

            kind.Average(_sums, members.Sum(member => member.Votes), _outputs);
            _position = row.Position;
        }

        return _outputs;
    }

    /// <summary>Moves a model's cursor to the current row.</summary>
    public void Follow(int member)
    {
        while (scored[member] is DataViewRowCursor cursor && cursor.Position < row.Position)
        {
            if (!cursor.MoveNext())
            {
                throw new InvalidOperationException($"Member {member} of the ensemble left out rows: a member must score every row.");
            }
        }
    }
}
