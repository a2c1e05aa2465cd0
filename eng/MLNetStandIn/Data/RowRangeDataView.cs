namespace Microsoft.ML.Data;

/// <summary>The rows of the input from number <paramref name="skip"/> on, at most <paramref name="take"/>.</summary>
internal sealed class RowRangeDataView(IDataView input, long skip, long take) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => input.Schema;

    public long? GetRowCount() => input.GetRowCount() is { } count ? Math.Clamp(count - skip, 0, take) : null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(input.GetRowCursor(columnsNeeded), skip, take);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor source, long skip, long take) : ForwardingCursor(source, source)
    {
        private readonly DataViewRowCursor _source = source;
        private long _position = -1;
        private bool _ended;

        public override long Position => _position;

        public override bool MoveNext()
        {
            for (var toSkip = _position < 0 && !_ended ? skip : 0; toSkip > 0; toSkip--)
            {
                _source.MoveNext();
            }

            _ended = _ended || _position + 1 >= take || !_source.MoveNext();
            _position = _ended ? -1 : _position + 1;
            return !_ended;
        }
    }
}
