using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>All gradients of a step, of which those of large tables are zero but for the rows of the batch.</summary>
internal sealed unsafe class StepGradients
{
    private const int MinimumChunkRows = 64;
    private const int MaximumChunks = 1024;

    private readonly AlignedBuffer _gradients;
    private readonly (int Offset, int Length)[] _dense;
    private readonly RowTable[] _tables;
    private readonly double[] _partial;

    public StepGradients(ParameterLayout layout, AlignedBuffer gradients, IReadOnlyList<RowTable> tables)
    {
        _gradients = gradients;
        _tables = [.. tables.Where(table => table.IsLarge)];
        _dense = [.. Dense(layout.TrainedLength)];
        _partial = new double[_tables.Length == 0 ? 0 : MaximumChunks];
    }

    /// <summary>The Euclidean norm.</summary>
    public double Norm(WorkerTeam team)
    {
        double sum = 0;
        foreach (var (offset, length) in _dense)
        {
            sum += Reductions.SquaredNorm(team, _gradients.Pointer + offset, length);
        }

        foreach (var table in _tables)
        {
            var count = table.Touched.Count;
            var chunkRows = Math.Max(MinimumChunkRows, (count + MaximumChunks - 1) / MaximumChunks);
            var chunks = (count + chunkRows - 1) / chunkRows;
            var work = new NormWork { Table = table, ChunkRows = chunkRows, Partial = _partial };
            team.Run(chunks, ref work);
            for (var chunk = 0; chunk < chunks; chunk++)
            {
                sum += _partial[chunk];
            }
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Brings every gradient into [-limit, limit].</summary>
    public void Clamp(float limit)
    {
        foreach (var (offset, length) in _dense)
        {
            Clamp(_gradients.Span.Slice(offset, length), limit);
        }

        foreach (var table in _tables)
        {
            foreach (var row in table.Touched.Rows)
            {
                Clamp(table.Gradient(row), limit);
            }
        }
    }

    private static void Clamp(Span<float> gradients, float limit) => TensorPrimitives.Clamp(gradients, -limit, limit, gradients);

    private IEnumerable<(int Offset, int Length)> Dense(int trainedLength)
    {
        var start = 0;
        foreach (var table in _tables.OrderBy(table => table.Parameter.Offset))
        {
            if (table.Parameter.Offset > start)
            {
                yield return (start, table.Parameter.Offset - start);
            }

            start = table.Parameter.Offset + table.Parameter.Length;
        }

        if (trainedLength > start)
        {
            yield return (start, trainedLength - start);
        }
    }

    private struct NormWork : IChunkWork
    {
        public RowTable Table;
        public int ChunkRows;
        public double[] Partial;

        public readonly void Execute(int chunk)
        {
            double sum = 0;
            var rows = Table.Touched.Rows;
            foreach (var row in rows[(chunk * ChunkRows)..Math.Min((chunk + 1) * ChunkRows, rows.Length)])
            {
                sum += TensorPrimitives.SumOfSquares<float>(Table.Gradient(row));
            }

            Partial[chunk] = sum;
        }
    }
}
