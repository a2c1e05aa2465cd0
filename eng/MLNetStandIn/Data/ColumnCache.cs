namespace Microsoft.ML.Data;

/// <summary>The values of one column, copied from a cursor.</summary>
internal abstract class ColumnCache
{
    public static ColumnCache Create(DataViewRow row, DataViewSchema.Column column)
    {
        var type = column.Type is VectorDataViewType vector
            ? typeof(OfVectors<>).MakeGenericType(vector.ItemType.RawType)
            : typeof(OfValues<>).MakeGenericType(column.Type.RawType);
        return (ColumnCache)Activator.CreateInstance(type, row.GetUntypedGetter(column));
    }

    public abstract void Append();

    public abstract Delegate MakeGetter(Func<int> rowIndex);

    private sealed class OfValues<T>(ValueGetter<T> getter) : ColumnCache
    {
        private readonly List<T> _values = [];

        public override void Append()
        {
            var value = default(T);
            getter(ref value);
            _values.Add(value);
        }

        public override Delegate MakeGetter(Func<int> rowIndex) => (ValueGetter<T>)((ref T value) => value = _values[rowIndex()]);
    }

    private sealed class OfVectors<T>(ValueGetter<VBuffer<T>> getter) : ColumnCache
    {
        private readonly List<VBuffer<T>> _values = [];

        public override void Append()
        {
            // A fresh buffer for each row: the getter would reuse an old one's arrays.
            var value = default(VBuffer<T>);
            getter(ref value);
            _values.Add(value);
        }

        public override Delegate MakeGetter(Func<int> rowIndex)
            => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => _values[rowIndex()].CopyTo(ref value));
    }
}
