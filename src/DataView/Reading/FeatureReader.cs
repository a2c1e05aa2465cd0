using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.DataView;

/// <summary>Reads the feature column of a row.</summary>
internal sealed class FeatureReader
{
    private readonly DataViewRow _row;
    private readonly FeatureColumn _column;
    private readonly bool _mustBeFinite;
    private readonly ValueGetter<VBuffer<float>>? _getVector;
    private readonly ValueGetter<float>? _getNumber;
    private VBuffer<float> _vector;
    private int[] _slots = [];
    private float[] _values = [];

    public FeatureReader(DataViewRow row, FeatureColumn column, bool mustBeFinite)
    {
        _row = row;
        _column = column;
        _mustBeFinite = mustBeFinite;
        var source = row.Schema[column.Name];
        if (column.Size is null)
        {
            _getNumber = row.GetGetter<float>(source);
        }
        else
        {
            _getVector = row.GetGetter<VBuffer<float>>(source);
        }
    }

    public void Read(IRowSink sink)
    {
        if (_getNumber is not null)
        {
            float value = 0;
            _getNumber(ref value);
            sink.Features[0] = value;
            Check([value], []);
            return;
        }

        _getVector!(ref _vector);
        var values = _vector.GetValues();
        var slots = _vector.IsDense ? [] : _vector.GetIndices();
        if (_vector.Length != _column.Count)
        {
            throw RowError.Of(
                _column.Name, _row, $"the vector has {_vector.Length} slots instead of {_column.Count}", "Make all rows equally long.");
        }

        Check(values, slots);
        if (_column.IsSparse)
        {
            ReadSparse(sink, values, slots);
        }
        else
        {
            _vector.CopyTo(sink.Features);
        }
    }

    private void ReadSparse(IRowSink sink, ReadOnlySpan<float> values, ReadOnlySpan<int> slots)
    {
        if (!_vector.IsDense)
        {
            sink.SetSparseFeatures(slots, values);
            return;
        }

        if (_slots.Length < values.Length)
        {
            _slots = new int[values.Length];
            _values = new float[values.Length];
        }

        var count = 0;
        for (var slot = 0; slot < values.Length; slot++)
        {
            if (values[slot] != 0)
            {
                (_slots[count], _values[count]) = (slot, values[slot]);
                count++;
            }
        }

        sink.SetSparseFeatures(_slots.AsSpan(0, count), _values.AsSpan(0, count));
    }

    private void Check(ReadOnlySpan<float> values, ReadOnlySpan<int> slots)
    {
        if (!_mustBeFinite)
        {
            return;
        }

        // 0 times a number is 0, unless the number is NaN or infinite.
        var sum = 0f;
        foreach (var value in values)
        {
            sum += value * 0f;
        }

        if (sum == 0)
        {
            return;
        }

        var at = 0;
        while (float.IsFinite(values[at]))
        {
            at++;
        }

        throw NotFinite(slots.IsEmpty ? at : slots[at], values[at]);
    }

    private InvalidOperationException NotFinite(int slot, float value)
    {
        var place = _column.Size is null ? string.Empty : $" in slot {slot}{SlotName(slot)}";
        return float.IsNaN(value)
            ? RowError.Of(
                _column.Name, _row, $"the value{place} is missing (NaN)",
                "Replace missing values with ReplaceMissingValues, or leave such rows out with FilterRowsByMissingValues.")
            : RowError.Of(
                _column.Name, _row, $"the value{place} is {value.ToString(CultureInfo.InvariantCulture)}",
                "Clip or transform the column so that all values are finite.");
    }

    private string SlotName(int slot)
    {
        var column = _row.Schema[_column.Name];
        if (!column.HasSlotNames())
        {
            return string.Empty;
        }

        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        var name = names.GetItemOrDefault(slot);
        return name.IsEmpty ? string.Empty : $" ('{name}')";
    }
}
