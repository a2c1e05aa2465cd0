using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers;

/// <summary>Reads the categories of a column of one type.</summary>
internal sealed class CategoryReader<T> : CategoryReader
{
    private readonly ICategoryFormat<T> _format;
    private readonly ValueGetter<T>? _getValue;
    private readonly ValueGetter<VBuffer<T>>? _getVector;
    private readonly char[] _buffer = new char[CategoryTypes.MaximumNumberLength];
    private T[] _values = [default!];
    private VBuffer<T> _vector;

    public CategoryReader(DataViewRow row, DataViewSchema.Column column, ICategoryFormat<T> format)
    {
        _format = format;
        if (column.Type is VectorDataViewType)
        {
            _getVector = row.GetGetter<VBuffer<T>>(column);
        }
        else
        {
            _getValue = row.GetGetter<T>(column);
        }
    }

    public override int Read()
    {
        if (_getValue is not null)
        {
            _getValue(ref _values[0]);
            return 1;
        }

        _getVector!(ref _vector);
        if (_values.Length < _vector.Length)
        {
            _values = new T[_vector.Length];
        }

        _vector.CopyTo(_values);
        return _vector.Length;
    }

    public override ReadOnlySpan<char> Text(int slot) => _format.Format(_values[slot], _buffer);
}
