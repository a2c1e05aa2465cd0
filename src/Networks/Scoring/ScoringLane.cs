using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>One thread's graph over some rows at a time: few enough that what flows between the layers stays in its core's cache.</summary>
internal sealed class ScoringLane
{
    private readonly NetworkDescription _description;
    private readonly Graph _graph;
    private readonly LossFunction[] _losses;
    private readonly Batch _rows;

    public ScoringLane(NetworkDescription description, ParameterStore store, TableShape shape, int capacity)
    {
        _description = description;
        _graph = Graph.Declare(description, layout: store.Layout, purpose: GraphPurpose.Scoring);
        _graph.Bind(new Binding(store, null, capacity));
        _losses = [.. description.Heads.Select(LossFunction.Of)];
        _rows = Batch.View(shape);
    }

    /// <summary>Scores some rows of a batch.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many, at most the capacity.</param>
    /// <param name="outputs">For each head the scores of all rows of the batch.</param>
    public void Run(Batch batch, int first, int count, float[][] outputs)
    {
        _rows.Show(batch, first, count);
        _graph.Forward(new Pass(_rows, WorkerTeam.CallerOnly, Training: false, 0, 0));
        for (var head = 0; head < outputs.Length; head++)
        {
            if (_description.Heads[head].IsAuxiliary)
            {
                continue;
            }

            Score(head, outputs[head].AsSpan(first * _description.Heads[head].OutputCount));
        }

        if (!IsFinite(0, count))
        {
            Mark(first, outputs);
        }
    }

    private unsafe void Score(int head, Span<float> outputs)
    {
        var width = _description.Heads[head].OutputCount;
        var raw = new ReadOnlySpan<float>(_graph.Outputs[head]!.Data, _rows.Count * width);
        _losses[head].Score(raw, width, outputs[..raw.Length]);
    }

    private void Mark(int first, float[][] outputs)
    {
        for (var row = 0; row < _rows.Count; row++)
        {
            if (IsFinite(row, 1))
            {
                continue;
            }

            for (var head = 0; head < outputs.Length; head++)
            {
                var width = _description.Heads[head].OutputCount;
                if (outputs[head].Length > 0)
                {
                    outputs[head].AsSpan((first + row) * width, width).Fill(float.NaN);
                }
            }
        }
    }

    private bool IsFinite(int row, int count)
    {
        var shape = _rows.Shape;
        var features = shape.IsSparse
            ? _rows.SparseValues[_rows.SparseStarts[row].._rows.SparseStarts[row + count]]
            : _rows.Numerics.Slice(row * shape.NumericCount, count * shape.NumericCount);

        // The largest magnitude of a span with NaN is NaN.
        return features.IsEmpty || float.IsFinite(TensorPrimitives.MaxMagnitude(features));
    }
}
