using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Planned buffers for scoring blocks of rows. Use from one thread at a time.</summary>
public sealed class ScoringSession
{
    private readonly NetworkDescription _description;
    private readonly Graph _graph;
    private readonly LossFunction[] _losses;
    private readonly float[][] _outputs;

    internal ScoringSession(NetworkDescription description, ParameterStore store, int capacity)
    {
        _description = description;
        _graph = Graph.Declare(description, layout: store.Layout);
        _graph.Bind(new Binding(store, null, capacity));
        _losses = [.. description.Heads.Select(LossFunction.Of)];
        _outputs = [.. description.Heads.Select(head => new float[checked(capacity * head.OutputCount)])];
        Input = new Batch(TableShape.Of(description, withTargets: false), capacity);
    }

    /// <summary>The rows to score: clear it, add and fill rows, then call <see cref="Run"/>. It has no label columns.</summary>
    public Batch Input { get; }

    /// <summary>Scores the rows of <see cref="Input"/>. Allocates nothing.</summary>
    public void Run()
    {
        _graph.Forward(new Pass(Input, WorkerTeam.CallerOnly, Training: false, 0, 0));
        for (var head = 0; head < _outputs.Length; head++)
        {
            Score(head);
        }

        for (var row = 0; row < Input.Count; row++)
        {
            if (!IsFinite(row))
            {
                foreach (var outputs in _outputs)
                {
                    var width = outputs.Length / Input.Capacity;
                    outputs.AsSpan(row * width, width).Fill(float.NaN);
                }
            }
        }
    }

    /// <summary>
    /// The scores of the last run, rows x outputs of the head, row by row. For regression the prediction in the label's units (for
    /// <see cref="PinballLoss"/> one quantile per level, for <see cref="GaussianLoss"/> the mean and the standard deviation), for a binary
    /// head the logit (for <see cref="BinaryHingeLoss"/> the margin), for a multiclass head and for shares of classes the probabilities
    /// (for <see cref="CategoricalHingeLoss"/> the raw outputs). NaN for a row with a feature that is not finite.
    /// </summary>
    /// <param name="head">The head's position in the description.</param>
    public ReadOnlySpan<float> Outputs(int head) =>
        _outputs[head].AsSpan(0, Input.Count * _description.Heads[head].OutputCount);

    private unsafe void Score(int head)
    {
        var width = _description.Heads[head].OutputCount;
        var raw = new ReadOnlySpan<float>(_graph.Heads[head].Data, Input.Count * width);
        _losses[head].Score(raw, width, _outputs[head].AsSpan(0, raw.Length));
    }

    private bool IsFinite(int row)
    {
        var features = Input.Shape.IsSparse
            ? Input.SparseValues[Input.SparseStarts[row]..Input.SparseStarts[row + 1]]
            : Input.NumericRow(row);

        // The largest magnitude of a span with NaN is NaN.
        return features.IsEmpty || float.IsFinite(TensorPrimitives.MaxMagnitude(features));
    }
}
