using System.Numerics;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>Loops over vectors that <see cref="System.Numerics.Tensors.TensorPrimitives"/> does not have.</summary>
internal static unsafe class Elementwise
{
    private const int ChunkLength = 16384;

    /// <summary>
    /// The backward pass of ReLU, with or without inverted dropout after it:
    /// <c>inputGradient[i] (+)= output[i] > 0 ? scale * gradient[i] : 0</c>.
    /// An element that was dropped has output 0, so the mask is not needed.
    /// </summary>
    /// <param name="team">The threads to use.</param>
    /// <param name="gradient">The gradient with respect to the output.</param>
    /// <param name="output">What the forward pass gave.</param>
    /// <param name="inputGradient">Written; may be <paramref name="gradient"/>.</param>
    /// <param name="length">The number of elements.</param>
    /// <param name="scale">The factor of kept elements, 1 without dropout.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="inputGradient"/> holds.</param>
    public static void ReluBackward(
        WorkerTeam team, float* gradient, float* output, float* inputGradient, int length, float scale = 1, bool accumulate = false)
    {
        var work = new ReluBackwardWork
        {
            Gradient = gradient,
            Output = output,
            InputGradient = inputGradient,
            Length = length,
            Scale = scale,
            Accumulate = accumulate,
        };
        team.Run(Chunks(length), ref work);
    }

    /// <summary>Multiplies a row-major matrix by a dropout mask, in place: the forward pass and the backward pass alike.</summary>
    public static void ApplyDropout(WorkerTeam team, float* values, int rows, int columns, int stride, in DropoutMask mask)
    {
        if (!mask.IsActive)
        {
            return;
        }

        var work = new DropoutWork { Values = values, Rows = rows, Columns = columns, Stride = stride, Mask = mask };
        team.Run((rows + DropoutWork.RowsPerChunk - 1) / DropoutWork.RowsPerChunk, ref work);
    }

    private static int Chunks(int length) => (length + ChunkLength - 1) / ChunkLength;

    private struct ReluBackwardWork : IChunkWork
    {
        public float* Gradient;
        public float* Output;
        public float* InputGradient;
        public int Length;
        public float Scale;
        public bool Accumulate;

        public readonly void Execute(int chunk)
        {
            int i = chunk * ChunkLength;
            int end = Math.Min(i + ChunkLength, Length);
            var scale = new Vector<float>(Scale);
            for (; i <= end - Vector<float>.Count; i += Vector<float>.Count)
            {
                Vector<float> passed = Vector.ConditionalSelect(
                    Vector.GreaterThan(Vector.Load(Output + i), Vector<float>.Zero), scale * Vector.Load(Gradient + i), Vector<float>.Zero);
                Vector.Store(Accumulate ? Vector.Load(InputGradient + i) + passed : passed, InputGradient + i);
            }

            for (; i < end; i++)
            {
                float passed = Output[i] > 0 ? Scale * Gradient[i] : 0;
                InputGradient[i] = Accumulate ? InputGradient[i] + passed : passed;
            }
        }
    }

    private struct DropoutWork : IChunkWork
    {
        public const int RowsPerChunk = 32;
        public float* Values;
        public int Rows;
        public int Columns;
        public int Stride;
        public DropoutMask Mask;

        public readonly void Execute(int chunk)
        {
            int first = chunk * RowsPerChunk;
            int rows = Math.Min(RowsPerChunk, Rows - first);
            Mask.Apply(Values + ((nint)first * Stride), first, rows, 0, Columns, Stride);
        }
    }
}
