using System.Numerics;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>The largest of several inputs per output: y[j] = max over p of x[p width + j]. The gradient goes to the first that is largest.</summary>
internal sealed unsafe class MaxoutOperation(int pieces, Value input, Value output) : Operation
{
    public Value Input => input;

    public Value Output => output;

    public int Pieces => pieces;

    private const int ChunkRows = 32;

    public override void Bind(Binding binding)
    {
    }

    public override void Forward(in Pass pass)
    {
        var work = new Work { Operation = this, Rows = output.Rows(pass), Backward = false };
        pass.Team.Run((work.Rows + ChunkRows - 1) / ChunkRows, ref work);
    }

    public override void Backward(in Pass pass)
    {
        if (input.NeedsGradient)
        {
            var work = new Work { Operation = this, Rows = output.Rows(pass), Backward = true, Accumulate = input.GradientStarted };
            pass.Team.Run((work.Rows + ChunkRows - 1) / ChunkRows, ref work);
            input.GradientStarted = true;
        }
    }

    private void ForwardRow(int row)
    {
        var width = output.Width;
        var x = input.Data + ((nint)row * input.Width);
        var y = output.Data + ((nint)row * width);
        for (var j = 0; j < width; j += Vector<float>.Count)
        {
            var count = Math.Min(Vector<float>.Count, width - j);
            var largest = FunctionLoops.Load(x + j, count);
            for (var piece = 1; piece < pieces; piece++)
            {
                largest = Vector.Max(largest, FunctionLoops.Load(x + (piece * width) + j, count));
            }

            FunctionLoops.Store(largest, y + j, count);
        }
    }

    private void BackwardRow(int row, bool accumulate)
    {
        var width = output.Width;
        var x = input.Data + ((nint)row * input.Width);
        var dx = input.Gradient + ((nint)row * input.Width);
        var y = output.Data + ((nint)row * width);
        var dy = output.Gradient + ((nint)row * width);
        for (var j = 0; j < width; j += Vector<float>.Count)
        {
            var count = Math.Min(Vector<float>.Count, width - j);
            var left = FunctionLoops.Load(dy + j, count);
            for (var piece = 0; piece < pieces; piece++)
            {
                var at = (piece * width) + j;
                var isLargest = Vector.Equals(FunctionLoops.Load(x + at, count), FunctionLoops.Load(y + j, count));
                var gradient = Vector.ConditionalSelect(isLargest, left, Vector<float>.Zero);
                left = Vector.ConditionalSelect(isLargest, Vector<float>.Zero, left);
                FunctionLoops.Store(accumulate ? FunctionLoops.Load(dx + at, count) + gradient : gradient, dx + at, count);
            }
        }
    }

    private struct Work : IChunkWork
    {
        public MaxoutOperation Operation;
        public int Rows;
        public bool Backward;
        public bool Accumulate;

        public readonly void Execute(int chunk)
        {
            var end = Math.Min((chunk + 1) * ChunkRows, Rows);
            for (var row = chunk * ChunkRows; row < end; row++)
            {
                if (Backward)
                {
                    Operation.BackwardRow(row, Accumulate);
                }
                else
                {
                    Operation.ForwardRow(row);
                }
            }
        }
    }
}
