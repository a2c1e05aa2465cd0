using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// Inverted dropout (Srivastava et al., 2014) where it cannot be fused with a product: each element is dropped with probability
/// <paramref name="rate"/> or scaled by 1 / (1 - rate). Does nothing when scoring.
/// </summary>
internal sealed unsafe class DropoutOperation(float rate, uint purpose, Value input, Value output) : Operation
{
    private const int ChunkRows = 32;

    public override void Bind(Binding binding)
    {
    }

    public override void Forward(in Pass pass)
    {
        if (!pass.Training)
        {
            var length = input.Rows(pass) * input.Width;
            new ReadOnlySpan<float>(input.Data, length).CopyTo(new Span<float>(output.Data, length));
            return;
        }

        var work = new Work { Mask = Mask(pass), Rows = input.Rows(pass), Width = input.Width, Source = input.Data, Destination = output.Data };
        pass.Team.Run((work.Rows + ChunkRows - 1) / ChunkRows, ref work);
    }

    public override void Backward(in Pass pass)
    {
        if (!input.NeedsGradient)
        {
            return;
        }

        // The mask is computed again, not stored.
        var work = new Work
        {
            Mask = Mask(pass),
            Rows = input.Rows(pass),
            Width = input.Width,
            Source = output.Gradient,
            Destination = input.Gradient,
            Accumulate = input.GradientStarted,
        };
        pass.Team.Run((work.Rows + ChunkRows - 1) / ChunkRows, ref work);
        input.GradientStarted = true;
    }

    private DropoutMask Mask(in Pass pass) => new(pass.Seed, purpose, pass.Step, rate, input.Width);

    private struct Work : IChunkWork
    {
        public DropoutMask Mask;
        public int Rows;
        public int Width;
        public float* Source;
        public float* Destination;
        public bool Accumulate;

        public readonly void Execute(int chunk)
        {
            var end = Math.Min((chunk + 1) * ChunkRows, Rows);
            for (var row = chunk * ChunkRows; row < end; row++)
            {
                for (var column = 0; column < Width; column++)
                {
                    var at = ((nint)row * Width) + column;
                    Destination[at] = (Accumulate ? Destination[at] : 0) + (Source[at] * Mask.Factor(row, column));
                }
            }
        }
    }
}
