using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Planned buffers for scoring blocks of rows. Use from one thread at a time.</summary>
public sealed class ScoringSession
{
    private readonly NetworkDescription _description;
    private readonly Graph _graph;
    private readonly float[][] _outputs;

    internal ScoringSession(NetworkDescription description, ParameterStore store, int capacity)
    {
        _description = description;
        _graph = Graph.Declare(description, layout: store.Layout);
        _graph.Bind(new Binding(store, null, capacity));
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
            Link(head);
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
    /// The scores of the last run, rows x outputs of the head, row by row: for regression in the label's units, for a binary head the
    /// logit, for a multiclass head the probabilities. NaN for a row with a feature that is not finite.
    /// </summary>
    /// <param name="head">The head's position in the description.</param>
    public ReadOnlySpan<float> Outputs(int head) =>
        _outputs[head].AsSpan(0, Input.Count * _description.Heads[head].OutputCount);

    private unsafe void Link(int head)
    {
        var description = _description.Heads[head];
        var width = description.OutputCount;
        var raw = new ReadOnlySpan<float>(_graph.Heads[head].Data, Input.Count * width);
        var outputs = _outputs[head].AsSpan(0, raw.Length);
        switch (description.Loss.Target)
        {
            case TargetKind.Regression:
                TensorPrimitives.Multiply(raw, description.TargetScale, outputs);
                TensorPrimitives.Add(outputs, description.TargetMean, outputs);
                break;
            case TargetKind.Binary:
                raw.CopyTo(outputs);
                break;
            default:
                for (var row = 0; row < Input.Count; row++)
                {
                    SoftMax(raw.Slice(row * width, width), outputs.Slice(row * width, width));
                }

                break;
        }
    }

    // TensorPrimitives.SoftMax does not subtract the maximum, so that large logits overflow.
    private static void SoftMax(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), probabilities);
        TensorPrimitives.Exp<float>(probabilities, probabilities);
        TensorPrimitives.Divide(probabilities, TensorPrimitives.Sum<float>(probabilities), probabilities);
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
