using System.Numerics.Tensors;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>Products of sparse rows with a dense matrix, in time proportional to the number of entries.</summary>
internal static unsafe class SparseProduct
{
    private const int RowsPerChunk = 16;
    private const int GradientChunksPerThread = 4;

    // So many rows are on their way from memory at a time.
    private const int PrefetchDistance = 6;

    /// <summary>C[M, N] = X[M, K] W[K, N] + bias, then ReLU if asked; the entries of a row are added in their order.</summary>
    /// <param name="team">The threads to use.</param>
    /// <param name="x">X.</param>
    /// <param name="weights">W, row-major without gaps.</param>
    /// <param name="columns">N.</param>
    /// <param name="bias">N values, or null.</param>
    /// <param name="relu">Whether to replace negative values by zero.</param>
    /// <param name="c">C, written.</param>
    /// <param name="cStride">The distance of C's rows.</param>
    public static void Multiply(
        WorkerTeam team, in SparseRows x, float* weights, int columns, float* bias, bool relu, float* c, int cStride)
    {
        var work = new ForwardWork
        {
            X = x,
            Weights = weights,
            Columns = columns,
            Bias = bias,
            Relu = relu,
            C = c,
            CStride = cStride,
        };
        team.Run((x.Rows + RowsPerChunk - 1) / RowsPerChunk, ref work);
    }

    /// <summary>
    /// W's gradient: <c>weightGradient[k, :] += X[i, k] gradient[i, :]</c>, for every k in ascending order of i; rows of W that no entry
    /// names are not touched.
    /// </summary>
    /// <param name="team">The threads to use.</param>
    /// <param name="x">X.</param>
    /// <param name="gradient">The gradient of the product.</param>
    /// <param name="gradientStride">The distance of its rows.</param>
    /// <param name="columns">N.</param>
    /// <param name="weightGradient">W's gradient, row-major without gaps.</param>
    /// <param name="weightRows">Its rows.</param>
    /// <param name="places">Which row of it belongs to each row of W that X names; null if it is the row of the same number.</param>
    public static void AddWeightGradient(
        WorkerTeam team,
        in SparseRows x,
        float* gradient,
        int gradientStride,
        int columns,
        float* weightGradient,
        int weightRows,
        TouchedRows? places = null)
    {
        // Each chunk owns a stretch of W's rows, which its thread updates next, so no two threads add to the same element.
        int chunks = team.Threads == 1 ? 1 : GradientChunksPerThread * team.Threads;
        var work = new GradientWork
        {
            X = x,
            Gradient = gradient,
            GradientStride = gradientStride,
            Columns = columns,
            WeightGradient = weightGradient,
            RowsPerChunk = (weightRows + chunks - 1) / chunks,
            Places = places,
        };
        team.Run(chunks, ref work);
    }

    private struct ForwardWork : IChunkWork
    {
        public SparseRows X;
        public float* Weights;
        public int Columns;
        public float* Bias;
        public bool Relu;
        public float* C;
        public int CStride;

        public readonly void Execute(int chunk)
        {
            int last = X.RowStarts[X.Rows] - 1;
            int end = Math.Min((chunk + 1) * RowsPerChunk, X.Rows);
            for (int i = chunk * RowsPerChunk; i < end; i++)
            {
                var row = new Span<float>(C + ((nint)i * CStride), Columns);
                if (Bias is null)
                {
                    row.Clear();
                }
                else
                {
                    new ReadOnlySpan<float>(Bias, Columns).CopyTo(row);
                }

                for (int entry = X.RowStarts[i]; entry < X.RowStarts[i + 1]; entry++)
                {
                    Prefetch.Row(Row(Math.Min(entry + PrefetchDistance, last)), Columns);
                    var weights = new ReadOnlySpan<float>(Row(entry), Columns);
                    TensorPrimitives.MultiplyAdd(weights, X.Values[entry], row, row);
                }

                if (Relu)
                {
                    TensorPrimitives.Max(row, 0f, row);
                }
            }
        }

        private readonly float* Row(int entry) => Weights + ((nint)X.ColumnIndices[entry] * Columns);
    }

    private struct GradientWork : IChunkWork
    {
        public SparseRows X;
        public float* Gradient;
        public int GradientStride;
        public int Columns;
        public float* WeightGradient;
        public int RowsPerChunk;
        public TouchedRows? Places;

        public readonly void Execute(int chunk)
        {
            int first = chunk * RowsPerChunk;
            for (int i = 0; i < X.Rows; i++)
            {
                var gradient = new ReadOnlySpan<float>(Gradient + ((nint)i * GradientStride), Columns);
                for (int entry = X.RowStarts[i]; entry < X.RowStarts[i + 1]; entry++)
                {
                    int index = X.ColumnIndices[entry];
                    int place = Places?.Place(index) ?? index;
                    if ((uint)(place - first) < (uint)RowsPerChunk)
                    {
                        var row = new Span<float>(WeightGradient + ((nint)place * Columns), Columns);
                        TensorPrimitives.MultiplyAdd(gradient, X.Values[entry], row, row);
                    }
                }
            }
        }
    }
}
