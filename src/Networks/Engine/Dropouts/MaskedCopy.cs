using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>destination (+)= source times a dropout mask.</summary>
internal static unsafe class MaskedCopy
{
    // Pairs of rows share random numbers, and so do the halves of 32 columns.
    private const int BlockRows = 16;
    private const int BlockColumns = 128;

    /// <summary>Copies a row-major matrix without gaps. A mask that keeps everything costs nothing.</summary>
    public static void Run(WorkerTeam team, in DropoutMask mask, float* source, float* destination, int rows, int width, bool accumulate)
    {
        var work = new Work { Mask = mask, Source = source, Destination = destination, Rows = rows, Width = width, Accumulate = accumulate };
        team.Run((rows + BlockRows - 1) / BlockRows, ref work);
    }

    private struct Work : IChunkWork
    {
        public DropoutMask Mask;
        public float* Source;
        public float* Destination;
        public int Rows;
        public int Width;
        public bool Accumulate;

        public readonly void Execute(int chunk)
        {
            var row = chunk * BlockRows;
            var rows = Math.Min(BlockRows, Rows - row);
            var start = (nint)row * Width;
            if (!Accumulate)
            {
                new ReadOnlySpan<float>(Source + start, rows * Width).CopyTo(new Span<float>(Destination + start, rows * Width));
                Mask.Apply(Destination + start, row, rows, 0, Width, Width);
                return;
            }

            var block = stackalloc float[BlockRows * BlockColumns];
            for (var column = 0; column < Width; column += BlockColumns)
            {
                AddBlock(block, row, rows, column, Math.Min(BlockColumns, Width - column));
            }
        }

        private readonly void AddBlock(float* block, int row, int rows, int column, int columns)
        {
            for (var i = 0; i < rows; i++)
            {
                new ReadOnlySpan<float>(Source + ((nint)(row + i) * Width) + column, columns).CopyTo(new Span<float>(block + (i * BlockColumns), columns));
            }

            Mask.Apply(block, row, rows, column, columns, BlockColumns);
            for (var i = 0; i < rows; i++)
            {
                var sum = new Span<float>(Destination + ((nint)(row + i) * Width) + column, columns);
                TensorPrimitives.Add(sum, new ReadOnlySpan<float>(block + (i * BlockColumns), columns), sum);
            }
        }
    }
}
