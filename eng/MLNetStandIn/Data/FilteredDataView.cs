namespace Microsoft.ML;

/// <summary>The rows of the input that a condition accepts.</summary>
/// <param name="input">The rows.</param>
/// <param name="sources">The columns that the condition reads.</param>
/// <param name="canShuffle">Whether the condition is the same whatever the order of the rows.</param>
/// <param name="makeCondition">Makes the condition on a row that moves.</param>
internal sealed class FilteredDataView(
    IDataView input, IReadOnlyCollection<DataViewSchema.Column> sources, bool canShuffle, Func<DataViewRow, Func<bool>> makeCondition) : IDataView
{
    public bool CanShuffle => input.CanShuffle && canShuffle;

    public DataViewSchema Schema => input.Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var needed = columnsNeeded.ToArray();
        DataViewSchema.Column[] columns = [.. needed.Concat(sources).DistinctBy(c => c.Index)];
        return new Cursor(input.GetRowCursor(columns, CanShuffle ? rand : null), needed, makeCondition);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(
        DataViewRowCursor source, DataViewSchema.Column[] columnsNeeded, Func<DataViewRow, Func<bool>> makeCondition)
        : ForwardingCursor(source, source)
    {
        private readonly DataViewRowCursor _source = source;
        private readonly bool[] _active = columnsNeeded.ToActiveFlags(source.Schema);
        private readonly Func<bool> _accepts = makeCondition(source);
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
                if (_accepts())
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
