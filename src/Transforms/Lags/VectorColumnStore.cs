using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers;

/// <summary>A column of vectors. Rows are not sorted by it.</summary>
internal sealed class VectorColumnStore<T>(DataViewRow source, DataViewSchema.Column column) : ColumnStore
{
    private readonly List<VBuffer<T>> _values = [];
    private readonly ValueGetter<VBuffer<T>> _getter = source.GetGetter<VBuffer<T>>(column);

    // As long as all others; of no length if they differ in theirs.
    private readonly VBuffer<T> _missing = new(
        ((VectorDataViewType)column.Type).Size, [.. Enumerable.Repeat(MissingValue.Of<T>(), ((VectorDataViewType)column.Type).Size)]);

    public override void Append()
    {
        // A fresh buffer for each row: the getter would reuse an old one's arrays.
        VBuffer<T> value = default;
        _getter(ref value);
        _values.Add(value);
    }

    public override bool LastIsMissing() => false;

    public override int Compare(int left, int right) => 0;

    public override string Format(int row) => _values[row].ToString()!;

    public override Delegate CreateGetter(Func<int> row) => new ValueGetter<VBuffer<T>>((ref VBuffer<T> value) =>
        (row() is >= 0 and var at ? _values[at] : _missing).CopyTo(ref value));
}
