using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>A column of single values.</summary>
internal sealed class ColumnStore<T>(DataViewRow source, DataViewSchema.Column column) : ColumnStore
{
    private static readonly IComparer<T> Order = typeof(T) == typeof(ReadOnlyMemory<char>)
        ? (IComparer<T>)Comparer<ReadOnlyMemory<char>>.Create((left, right) => left.Span.SequenceCompareTo(right.Span))
        : Comparer<T>.Default;

    private readonly List<T> _values = [];
    private readonly ValueGetter<T> _getter = source.GetGetter<T>(column);
    private readonly bool _isKey = column.Type is KeyDataViewType;

    public T this[int row] => _values[row];

    public override void Append()
    {
        T value = default!;
        _getter(ref value);
        _values.Add(value);
    }

    public override bool LastIsMissing() => _values[^1] switch
    {
        float number => float.IsNaN(number),
        double number => double.IsNaN(number),
        ReadOnlyMemory<char> text => text.IsEmpty,
        var other => _isKey && Order.Compare(other, default) == 0,
    };

    public override int Compare(int left, int right) => Order.Compare(_values[left], _values[right]);

    public override string Format(int row)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{_values[row]}");
        return _isKey && KeyValues.Of(column) is { } known && int.TryParse(text, CultureInfo.InvariantCulture, out var key) ? $"'{known.Values[key - 1]}'" : $"'{text}'";
    }

    public override Delegate CreateGetter(Func<int> row) => new ValueGetter<T>((ref T value) => value = row() is >= 0 and var at ? _values[at] : MissingValue.Of<T>());
}
