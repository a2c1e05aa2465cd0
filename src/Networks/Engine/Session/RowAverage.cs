using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// The running average of a large table: a step averages the rows of its batch. A row makes up for the steps that it missed when it is next
/// read, as if it had had its present value in them.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="values">The values of all tensors.</param>
/// <param name="average">Their average.</param>
internal sealed unsafe class RowAverage(RowTable table, AlignedBuffer values, AlignedBuffer average)
{
    private const int Capacity = 4096;
    private const int ChunkLength = 8192;

    private readonly float* _values = values.Pointer + table.Parameter.Offset;
    private readonly float* _average = average.Pointer + table.Parameter.Offset;
    private readonly int _rowsPerChunk = Math.Max(1, ChunkLength / table.Dimension);

    // The logarithm of what is left of the average at the beginning, by step.
    private readonly double[] _left = new double[Capacity + 1];

    // How many steps each row has been through.
    private readonly int[] _done = new int[table.Rows];
    private int _steps;

    /// <summary>A step: the rows of its batch.</summary>
    public void Add(WorkerTeam team, float share)
    {
        if (_steps == Capacity || share >= 1)
        {
            BringUpToDate(team);
        }

        if (share >= 1)
        {
            // What came before is forgotten.
            new ReadOnlySpan<float>(_values, table.Parameter.Length).CopyTo(new Span<float>(_average, table.Parameter.Length));
            return;
        }

        _left[_steps + 1] = _left[_steps] + Math.Log(1 - (double)share);
        _steps++;
        var work = new Work { Average = this, Rows = table.Touched.Pointer, Count = table.Touched.Count };
        team.Run(Chunks(work.Count), ref work);
    }

    /// <summary>All rows that missed steps.</summary>
    public void BringUpToDate(WorkerTeam team)
    {
        if (_steps == 0)
        {
            return;
        }

        // The team takes a limited number of chunks.
        const int Piece = 1 << 20;
        for (var first = 0; first < table.Rows; first += Piece)
        {
            var work = new Work { Average = this, First = first, Count = Math.Min(Piece, table.Rows - first) };
            team.Run(Chunks(work.Count), ref work);
        }

        Array.Clear(_done);
        _steps = 0;
    }

    private int Chunks(int rows) => (rows + _rowsPerChunk - 1) / _rowsPerChunk;

    private void CatchUp(int row)
    {
        if (_done[row] < _steps)
        {
            var share = (float)(1 - Math.Exp(_left[_steps] - _left[_done[row]]));
            var at = (nint)row * table.Dimension;
            WeightAverage.Add(_values + at, _average + at, table.Dimension, share);
            _done[row] = _steps;
        }
    }

    private struct Work : IChunkWork
    {
        public RowAverage Average;
        public int* Rows;
        public int First;
        public int Count;

        public readonly void Execute(int chunk)
        {
            var end = Math.Min((chunk + 1) * Average._rowsPerChunk, Count);
            for (var i = chunk * Average._rowsPerChunk; i < end; i++)
            {
                Average.CatchUp(Rows is null ? First + i : Rows[i]);
            }
        }
    }
}
