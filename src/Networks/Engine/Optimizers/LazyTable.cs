using System.Runtime.CompilerServices;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>A large table whose rows are updated when a batch reads them; a row makes up for the steps it missed before it is read again.</summary>
/// <remarks>
/// A dense update passes over the whole table with its gradients and states in every step. Most rows have no gradient then: what happens to
/// them is known in advance and can wait.
/// </remarks>
internal sealed unsafe class LazyTable<TRule> : ILazyRows
    where TRule : struct, IUpdateRule
{
    private const int ChunkLength = 8192;
    private const int PrefetchDistance = 3;

    private readonly RowTable _table;
    private readonly UpdateBuffers _buffers;
    private readonly StepHistory<TRule> _steps;
    private readonly int _dimension;
    private readonly int _rowsPerChunk;

    // How many steps of the history each row has been through.
    private readonly int[] _done;

    /// <param name="table">The table.</param>
    /// <param name="buffers">Its values, gradients and states.</param>
    /// <param name="steps">The steps of the table's optimizer.</param>
    public LazyTable(RowTable table, in UpdateBuffers buffers, StepHistory<TRule> steps)
    {
        _table = table;
        _buffers = buffers;
        _steps = steps;
        _dimension = table.Dimension;
        _done = new int[table.Rows];
        _rowsPerChunk = Math.Max(1, ChunkLength / table.Dimension);
        table.Lazy = this;
    }

    public void BringUpToDate(WorkerTeam team, TouchedRows rows)
    {
        if (_steps.Count > 0)
        {
            var work = new CatchUpWork { Table = this, Rows = rows.Pointer, Count = rows.Count };
            team.Run(Chunks(rows.Count), ref work);
        }
    }

    /// <summary>Brings all rows up to date; the history of steps begins anew.</summary>
    public void BringUpToDate(WorkerTeam team)
    {
        // The team takes a limited number of chunks.
        const int Piece = 1 << 20;
        for (var first = 0; first < _table.Rows; first += Piece)
        {
            var work = new CatchUpWork { Table = this, First = first, Count = Math.Min(Piece, _table.Rows - first) };
            team.Run(Chunks(work.Count), ref work);
        }

        Array.Clear(_done);
    }

    /// <summary>Updates the rows of the batch by the last step, and clears their gradients.</summary>
    public void Update(WorkerTeam team, float gradientScale)
    {
        var work = new UpdateWork { Table = this, Rows = _table.Touched.Pointer, Count = _table.Touched.Count, Scale = gradientScale };
        team.Run(Chunks(work.Count), ref work);
    }

    private void Prefetch(int row)
    {
        var buffers = _buffers.At((nint)row * _dimension);
        Kernels.Prefetch.Row(buffers.Values, _dimension);
        if (TRule.States > 0)
        {
            Kernels.Prefetch.Row(buffers.First, _dimension);
        }

        if (TRule.States > 1)
        {
            Kernels.Prefetch.Row(buffers.Second, _dimension);
        }
    }

    private int Chunks(int rows) => (rows + _rowsPerChunk - 1) / _rowsPerChunk;

    private void CatchUp(int row)
    {
        var from = _done[row];
        if (from < _steps.Count)
        {
            _steps.CatchUp(_buffers.At((nint)row * _dimension), _dimension, from);
            _done[row] = _steps.Count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Update(int row, float* gradient, float gradientScale)
    {
        var buffers = _buffers.At((nint)row * _dimension);
        buffers.Gradients = gradient;
        UpdateLoop.Step(_steps.Last, gradientScale, _steps.Penalty, buffers, _dimension);
        new Span<float>(buffers.Gradients, _dimension).Clear();
        _done[row] = _steps.Count;
    }

    private struct CatchUpWork : IChunkWork
    {
        public LazyTable<TRule> Table;
        public int* Rows;
        public int First;
        public int Count;

        public readonly void Execute(int chunk)
        {
            var end = Math.Min((chunk + 1) * Table._rowsPerChunk, Count);
            for (var i = chunk * Table._rowsPerChunk; i < end; i++)
            {
                if (Rows is null)
                {
                    Table.CatchUp(First + i);
                }
                else
                {
                    Table.Prefetch(Rows[Math.Min(i + PrefetchDistance, Count - 1)]);
                    Table.CatchUp(Rows[i]);
                }
            }
        }
    }

    private struct UpdateWork : IChunkWork
    {
        public LazyTable<TRule> Table;
        public int* Rows;
        public int Count;
        public float Scale;

        public readonly void Execute(int chunk)
        {
            var end = Math.Min((chunk + 1) * Table._rowsPerChunk, Count);
            for (var i = chunk * Table._rowsPerChunk; i < end; i++)
            {
                Table.Prefetch(Rows[Math.Min(i + PrefetchDistance, Count - 1)]);
                Table.Update(Rows[i], Table._buffers.Gradients + ((nint)i * Table._dimension), Scale);
            }
        }
    }
}
