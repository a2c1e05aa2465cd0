namespace Microsoft.ML;

/// <summary>The rows of the input on one side of a split.</summary>
internal sealed class SplitDataView(IDataView input, RowFraction fraction, Func<double, bool> accepts) : IDataView
{
    // Numbers that are drawn are tied to the order of the rows.
    public bool CanShuffle => input.CanShuffle && fraction.Source is not null;

    public DataViewSchema Schema => input.Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var needed = columnsNeeded.ToArray();
        DataViewSchema.Column[] columns = fraction.Source is { } source ? [.. needed.Append(source).DistinctBy(c => c.Index)] : needed;
        return new Cursor(input.GetRowCursor(columns, CanShuffle ? rand : null), needed, fraction, accepts);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(
        DataViewRowCursor source, DataViewSchema.Column[] columnsNeeded, RowFraction fraction, Func<double, bool> accepts)
        : ForwardingCursor(source, source)
    {
        private readonly DataViewRowCursor _source = source;
        private readonly bool[] _active = columnsNeeded.ToActiveFlags(source.Schema);
        private readonly Func<double> _read = fraction.MakeReader(source);
        private long _position = -1;
        private long _accepted;

        public override long Position => _position;

        public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            this.CheckActive(column);
            return _source.GetGetter<TValue>(column);
        }

        public override bool MoveNext()
        {
            while (_source.MoveNext())
            {
                if (accepts(_read()))
                {
                    _position = _accepted++;
                    return true;
                }
            }

            _position = -1;
            return false;
        }
    }
}
