namespace NeuralTrainers.DataView.Tests;

/// <summary>Adds a column of a structured type, as images are, whose values must not be kept.</summary>
internal sealed class OddColumnDataView : IDataView
{
    private readonly IDataView _inner;

    public OddColumnDataView(IDataView inner)
    {
        _inner = inner;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inner.Schema);
        builder.AddColumn("Odd", new OddType());
        Schema = builder.ToSchema();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _inner.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(
            this, _inner.GetRowCursor(columnsNeeded.Where(column => column.Name != "Odd").Select(column => _inner.Schema[column.Index])));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    internal sealed class Odd
    {
        public long Position { get; init; }
    }

    private sealed class OddType() : StructuredDataViewType(typeof(Odd))
    {
        public override bool Equals(DataViewType? other) => other is OddType;

        public override bool Equals(object? obj) => obj is OddType;

        public override int GetHashCode() => 1;
    }

    private sealed class Cursor(OddColumnDataView view, DataViewRowCursor inner) : DataViewRowCursor
    {
        public override DataViewSchema Schema => view.Schema;

        public override long Position => inner.Position;

        public override long Batch => inner.Batch;

        public override bool MoveNext() => inner.MoveNext();

        public override ValueGetter<DataViewRowId> GetIdGetter() => inner.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => column.Name == "Odd"
            ? (ValueGetter<TValue>)(Delegate)new ValueGetter<Odd>((ref Odd value) => value = new Odd { Position = inner.Position })
            : inner.GetGetter<TValue>(inner.Schema[column.Index]);

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
