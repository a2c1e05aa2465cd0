using System.Numerics.Tensors;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>Looking rows up in a table, and adding gradients to the rows looked up. A negative index stands for no row.</summary>
internal static unsafe class Embeddings
{
    private const int ElementsPerChunk = 8192;
    private const int MaximumPartitions = 16;

    /// <summary><c>output[i, :] = table[indices[i], :]</c>, or zeros where the index is negative.</summary>
    /// <param name="team">The threads to use.</param>
    /// <param name="table">Rows of <paramref name="dimension"/> floats without gaps.</param>
    /// <param name="dimension">The number of columns.</param>
    /// <param name="indices">One table row per output row; <paramref name="indexStride"/> apart.</param>
    /// <param name="indexStride">The distance of the indices.</param>
    /// <param name="count">The number of output rows.</param>
    /// <param name="output">Written.</param>
    /// <param name="outputStride">The distance of output rows.</param>
    public static void Gather(
        WorkerTeam team, float* table, int dimension, int* indices, int indexStride, int count, float* output, int outputStride)
    {
        var work = new GatherWork
        {
            Table = table,
            Dimension = dimension,
            Indices = indices,
            IndexStride = indexStride,
            Count = count,
            Output = output,
            OutputStride = outputStride,
            RowsPerChunk = Math.Max(1, ElementsPerChunk / dimension),
        };
        team.Run((count + work.RowsPerChunk - 1) / work.RowsPerChunk, ref work);
    }

    /// <summary><c>tableGradient[indices[i], :] += gradient[i, :]</c>, for every table row in ascending order of i.</summary>
    /// <param name="team">The threads to use.</param>
    /// <param name="gradient">One row per index.</param>
    /// <param name="gradientStride">The distance of gradient rows.</param>
    /// <param name="indices">One table row per gradient row; <paramref name="indexStride"/> apart.</param>
    /// <param name="indexStride">The distance of the indices.</param>
    /// <param name="count">The number of gradient rows.</param>
    /// <param name="tableGradient">Added to.</param>
    /// <param name="tableRows">The number of table rows.</param>
    /// <param name="dimension">The number of columns.</param>
    public static void ScatterAdd(
        WorkerTeam team,
        float* gradient,
        int gradientStride,
        int* indices,
        int indexStride,
        int count,
        float* tableGradient,
        int tableRows,
        int dimension)
    {
        // Each chunk owns a range of table rows and passes over all indices, so no two threads add to the same row and the order
        // within a row is that of the batch.
        int partitions = Math.Clamp((int)((long)count * dimension / ElementsPerChunk), 1, Math.Min(MaximumPartitions, tableRows));
        var work = new ScatterWork
        {
            Gradient = gradient,
            GradientStride = gradientStride,
            Indices = indices,
            IndexStride = indexStride,
            Count = count,
            TableGradient = tableGradient,
            TableRows = tableRows,
            Dimension = dimension,
            Partitions = partitions,
        };
        team.Run(partitions, ref work);
    }

    private struct GatherWork : IChunkWork
    {
        public float* Table;
        public int Dimension;
        public int* Indices;
        public int IndexStride;
        public int Count;
        public float* Output;
        public int OutputStride;
        public int RowsPerChunk;

        public readonly void Execute(int chunk)
        {
            int end = Math.Min((chunk + 1) * RowsPerChunk, Count);
            for (int i = chunk * RowsPerChunk; i < end; i++)
            {
                var row = new Span<float>(Output + ((nint)i * OutputStride), Dimension);
                int index = Indices[(nint)i * IndexStride];
                if (index < 0)
                {
                    row.Clear();
                }
                else
                {
                    new ReadOnlySpan<float>(Table + ((nint)index * Dimension), Dimension).CopyTo(row);
                }
            }
        }
    }

    private struct ScatterWork : IChunkWork
    {
        public float* Gradient;
        public int GradientStride;
        public int* Indices;
        public int IndexStride;
        public int Count;
        public float* TableGradient;
        public int TableRows;
        public int Dimension;
        public int Partitions;

        public readonly void Execute(int chunk)
        {
            int first = (int)((long)TableRows * chunk / Partitions);
            int last = (int)((long)TableRows * (chunk + 1) / Partitions);
            for (int i = 0; i < Count; i++)
            {
                int index = Indices[(nint)i * IndexStride];
                if (index >= first && index < last)
                {
                    var row = new Span<float>(TableGradient + ((nint)index * Dimension), Dimension);
                    TensorPrimitives.Add(row, new ReadOnlySpan<float>(Gradient + ((nint)i * GradientStride), Dimension), row);
                }
            }
        }
    }
}
