using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.DataView;

/// <summary>
/// A block of upstream rows: their ids, their buffered columns, and their features in a model's buffers. The upstream cursor runs ahead
/// of the current row, so everything that a reader can ask for is copied.
/// </summary>
internal sealed class RowBlock : IRowScores, IDisposable
{
    /// <summary>The largest number of rows in a block.</summary>
    internal const int MaximumRows = 4096;

    // A reader that stops after a few rows should not wait for a full block.
    internal const int FirstRows = 16;

    private const int MaximumFeatures = 1 << 21;

    private readonly DataViewRowCursor _upstream;
    private readonly IReadOnlyDictionary<int, ColumnBuffer> _buffers;
    private readonly IBlockScorer _scorer;
    private readonly RowReader _reader;
    private readonly ValueGetter<DataViewRowId> _getId;
    private readonly DataViewRowId[] _ids = new DataViewRowId[MaximumRows];
    private readonly long[] _batches = new long[MaximumRows];
    private readonly int _capacity;
    private int _rows;
    private int _nextRows;
    private bool _isScored;

    public RowBlock(DataViewRowCursor upstream, IReadOnlyDictionary<int, ColumnBuffer> buffers, IScoringModel model)
    {
        _upstream = upstream;
        _buffers = buffers;
        var features = model.Layout.Features is { IsSparse: false } dense ? dense.Count : 1;
        _capacity = Math.Clamp(MaximumFeatures / features, 1, MaximumRows);
        _nextRows = Math.Min(FirstRows, _capacity);
        _scorer = model.CreateScorer(_capacity);
        Row = new BufferedRow(this);
        _reader = new RowReader(Row, model.Layout, mustBeFinite: false);
        _getId = upstream.GetIdGetter();
    }

    /// <summary>The upstream row, with buffered values at the block's current row.</summary>
    public DataViewRow Row { get; }

    /// <summary>The current row's place in the block.</summary>
    public int Slot { get; private set; } = -1;

    public DataViewRowId Id => _ids[Slot];

    public long Batch => _batches[Slot];

    /// <summary>Goes to the next row; reads the next block if this one is at its end.</summary>
    public bool MoveNext()
    {
        if (++Slot < _rows)
        {
            return true;
        }

        Fill();
        return _rows > 0;
    }

    public ReadOnlySpan<float> Outputs(int head)
    {
        if (!_isScored)
        {
            _scorer.Score();
            _isScored = true;
        }

        return _scorer.Outputs(head, Slot);
    }

    public void Dispose() => _upstream.Dispose();

    private void Fill()
    {
        _scorer.Clear();
        _isScored = false;
        for (_rows = 0; _rows < _nextRows && _upstream.MoveNext(); _rows++)
        {
            Slot = _rows;
            _getId(ref _ids[Slot]);
            _batches[Slot] = _upstream.Batch;
            foreach (var buffer in _buffers.Values)
            {
                buffer.Fill(Slot);
            }

            _reader.Read(_scorer);
        }

        Slot = 0;
        _nextRows = Math.Min(_nextRows * 4, _capacity);
    }

    // Scoring reads through it too, so that no upstream getter runs twice.
    private sealed class BufferedRow(RowBlock block) : DataViewRow
    {
        public override DataViewSchema Schema => block._upstream.Schema;

        public override long Position => block._upstream.Position;

        public override long Batch => block._upstream.Batch;

        public override ValueGetter<DataViewRowId> GetIdGetter() => block._upstream.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => block._upstream.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            block._buffers.TryGetValue(column.Index, out var buffer)
                ? buffer.CreateGetter(block) as ValueGetter<TValue> ?? throw ActiveColumns.WrongType<TValue>(column)
                : block._upstream.GetGetter<TValue>(column);
    }
}
