using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>One thread's graph over some rows at a time: few enough that what flows between the layers stays in its core's cache.</summary>
internal sealed class ScoringLane
{
    private readonly ScoreOutput[] _layout;
    private readonly Graph _graph;
    private readonly LossFunction[] _losses;
    private readonly Batch _rows;

    public ScoringLane(NetworkDescription description, GraphPurpose purpose, ScoreOutput[] layout, ParameterStore store, TableShape shape, int capacity)
    {
        _layout = layout;
        _graph = Graph.Declare(description, layout: store.Layout, purpose: purpose);
        _graph.Bind(new Binding(store, null, capacity));
        _losses = [.. description.Heads.Select(LossFunction.Of)];
        _rows = Batch.View(shape);
    }

    /// <summary>Scores some rows of a batch.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many, at most the capacity.</param>
    /// <param name="outputs">For each <see cref="ScoreOutput"/> the numbers of all rows of the batch.</param>
    public void Run(Batch batch, int first, int count, float[][] outputs)
    {
        _rows.Show(batch, first, count);
        _graph.Forward(new Pass(_rows, WorkerTeam.CallerOnly, Training: false, 0, 0));
        for (var i = 0; i < outputs.Length; i++)
        {
            if (outputs[i].Length > 0)
            {
                Score(_layout[i], outputs[i].AsSpan(first * _layout[i].Width, count * _layout[i].Width));
            }
        }

        if (!IsFinite(0, count))
        {
            Mark(first, outputs);
        }
    }

    private unsafe void Score(ScoreOutput output, Span<float> scores)
    {
        if (output.Kind == ScoreKind.Representation)
        {
            Average(_graph.Representation!, scores);
            return;
        }

        var value = output.Kind switch
        {
            ScoreKind.Persistence => _graph.DualBlocks[output.Head]!.Probability,
            ScoreKind.Change => _graph.DualBlocks[output.Head]!.Change,
            _ => _graph.Outputs[output.Head]!,
        };
        var raw = new ReadOnlySpan<float>(value.Data, scores.Length);
        if (output.Kind == ScoreKind.Persistence)
        {
            raw.CopyTo(scores);
        }
        else
        {
            _losses[output.Head].Score(raw, output.Width, scores);
        }
    }

    private static unsafe void Average(Value members, Span<float> means)
    {
        var width = members.Width;
        for (var first = 0; first < means.Length; first += width)
        {
            var mean = means.Slice(first, width);
            var values = new ReadOnlySpan<float>(members.Data + ((nint)first * members.Copies), width * members.Copies);
            values[..width].CopyTo(mean);
            for (var copy = 1; copy < members.Copies; copy++)
            {
                TensorPrimitives.Add(mean, values.Slice(copy * width, width), mean);
            }

            if (members.Copies > 1)
            {
                TensorPrimitives.Divide(mean, members.Copies, mean);
            }
        }
    }

    private void Mark(int first, float[][] outputs)
    {
        for (var row = 0; row < _rows.Count; row++)
        {
            if (IsFinite(row, 1))
            {
                continue;
            }

            for (var i = 0; i < outputs.Length; i++)
            {
                var width = _layout[i].Width;
                outputs[i].AsSpan((first + row) * width, width).Fill(float.NaN);
            }
        }
    }

    private bool IsFinite(int row, int count)
    {
        var shape = _rows.Shape;
        var features = shape.IsSparse
            ? _rows.SparseValues[_rows.SparseStarts[row].._rows.SparseStarts[row + count]]
            : _rows.Numerics.Slice(row * shape.NumericCount, count * shape.NumericCount);

        return RowInput.IsFinite(features);
    }
}
