using System.Numerics;
using System.Numerics.Tensors;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>Sums whose order is fixed, so that they give the same bits for any number of threads.</summary>
internal static unsafe class Reductions
{
    private const int ColumnsPerChunk = 64;
    private const int MinimumNormChunk = 8192;
    private const int MaximumNormChunks = 512;

    /// <summary>The gradient of a bias: <c>sums[j] (+)= sum over i of values[i, j]</c>, rows in ascending order.</summary>
    public static void ColumnSums(WorkerTeam team, float* values, int rows, int columns, int stride, float* sums, bool accumulate = false)
    {
        if (columns == 1 && stride == 1)
        {
            float sum = TensorPrimitives.Sum(new ReadOnlySpan<float>(values, rows));
            *sums = accumulate ? *sums + sum : sum;
            return;
        }

        var work = new ColumnSumWork
        {
            Values = values,
            Rows = rows,
            Columns = columns,
            Stride = stride,
            Sums = sums,
            Accumulate = accumulate,
        };
        team.Run((columns + ColumnsPerChunk - 1) / ColumnsPerChunk, ref work);
    }

    /// <summary>The sum of squares, accumulated in double precision.</summary>
    public static double SquaredNorm(WorkerTeam team, float* values, int length)
    {
        int chunkLength = Math.Max(MinimumNormChunk, (length + MaximumNormChunks - 1) / MaximumNormChunks);
        int chunks = (length + chunkLength - 1) / chunkLength;
        double* partial = stackalloc double[MaximumNormChunks];
        var work = new SquaredNormWork { Values = values, Length = length, ChunkLength = chunkLength, Partial = partial };
        team.Run(chunks, ref work);
        double sum = 0;
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            sum += partial[chunk];
        }

        return sum;
    }

    private struct ColumnSumWork : IChunkWork
    {
        public float* Values;
        public int Rows;
        public int Columns;
        public int Stride;
        public float* Sums;
        public bool Accumulate;

        public readonly void Execute(int chunk)
        {
            int j = chunk * ColumnsPerChunk;
            int end = Math.Min(j + ColumnsPerChunk, Columns);
            int width = Vector<float>.Count;
            for (; j <= end - (4 * width); j += 4 * width)
            {
                Vector<float> sum0 = Vector<float>.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
                float* row = Values + j;
                for (int i = 0; i < Rows; i++, row += Stride)
                {
                    sum0 += Vector.Load(row);
                    sum1 += Vector.Load(row + width);
                    sum2 += Vector.Load(row + (2 * width));
                    sum3 += Vector.Load(row + (3 * width));
                }

                Store(sum0, j);
                Store(sum1, j + width);
                Store(sum2, j + (2 * width));
                Store(sum3, j + (3 * width));
            }

            for (; j <= end - width; j += width)
            {
                Vector<float> sum = Vector<float>.Zero;
                float* row = Values + j;
                for (int i = 0; i < Rows; i++, row += Stride)
                {
                    sum += Vector.Load(row);
                }

                Store(sum, j);
            }

            for (; j < end; j++)
            {
                float sum = 0;
                float* row = Values + j;
                for (int i = 0; i < Rows; i++, row += Stride)
                {
                    sum += *row;
                }

                Sums[j] = Accumulate ? Sums[j] + sum : sum;
            }
        }

        private readonly void Store(Vector<float> sum, int j) => Vector.Store(Accumulate ? Vector.Load(Sums + j) + sum : sum, Sums + j);
    }

    private struct SquaredNormWork : IChunkWork
    {
        public float* Values;
        public int Length;
        public int ChunkLength;
        public double* Partial;

        public readonly void Execute(int chunk)
        {
            int i = chunk * ChunkLength;
            int end = Math.Min(i + ChunkLength, Length);
            int width = Vector<float>.Count;
            Vector<double> sum0 = Vector<double>.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
            for (; i <= end - (2 * width); i += 2 * width)
            {
                Vector.Widen(Vector.Load(Values + i), out Vector<double> x0, out Vector<double> x1);
                Vector.Widen(Vector.Load(Values + i + width), out Vector<double> x2, out Vector<double> x3);
                sum0 += x0 * x0;
                sum1 += x1 * x1;
                sum2 += x2 * x2;
                sum3 += x3 * x3;
            }

            double sum = Vector.Sum(sum0 + sum1 + sum2 + sum3);
            for (; i < end; i++)
            {
                sum += (double)Values[i] * Values[i];
            }

            Partial[chunk] = sum;
        }
    }
}
