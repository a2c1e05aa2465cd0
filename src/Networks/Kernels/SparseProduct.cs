using System.Numerics.Tensors;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>Products of sparse rows with a dense matrix, in time proportional to the number of entries.</summary>
internal static unsafe class SparseProduct
{
    private const int RowsPerChunk = 16;
    private const int ColumnsPerChunk = 64;

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
    public static void AddWeightGradient(
        WorkerTeam team, in SparseRows x, float* gradient, int gradientStride, int columns, float* weightGradient)
    {
        // Each chunk owns a stripe of columns, so no two threads add to the same element.
        var work = new GradientWork
        {
            X = x,
            Gradient = gradient,
            GradientStride = gradientStride,
            Columns = columns,
            WeightGradient = weightGradient,
        };
        team.Run((columns + ColumnsPerChunk - 1) / ColumnsPerChunk, ref work);
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
                    var weights = new ReadOnlySpan<float>(Weights + ((nint)X.ColumnIndices[entry] * Columns), Columns);
                    TensorPrimitives.MultiplyAdd(weights, X.Values[entry], row, row);
                }

                if (Relu)
                {
                    TensorPrimitives.Max(row, 0f, row);
                }
            }
        }
    }

    private struct GradientWork : IChunkWork
    {
        public SparseRows X;
        public float* Gradient;
        public int GradientStride;
        public int Columns;
        public float* WeightGradient;

        public readonly void Execute(int chunk)
        {
            int first = chunk * ColumnsPerChunk;
            int width = Math.Min(ColumnsPerChunk, Columns - first);
            for (int i = 0; i < X.Rows; i++)
            {
                var gradient = new ReadOnlySpan<float>(Gradient + ((nint)i * GradientStride) + first, width);
                for (int entry = X.RowStarts[i]; entry < X.RowStarts[i + 1]; entry++)
                {
                    var row = new Span<float>(WeightGradient + ((nint)X.ColumnIndices[entry] * Columns) + first, width);
                    TensorPrimitives.MultiplyAdd(gradient, X.Values[entry], row, row);
                }
            }
        }
    }
}
