using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>Reads the numbers of a column of vectors that is computed on the way.</summary>
internal sealed class ComputedNumberReader(DataViewRow row, ComputedColumn column) : NumberReader
{
    private readonly ValueGetter<VBuffer<float>> _getter = (ValueGetter<VBuffer<float>>)column.CreateGetter(row);
    private double[] _numbers = [];
    private VBuffer<float> _vector;

    public override ReadOnlySpan<double> Read()
    {
        _getter(ref _vector);
        if (_numbers.Length != _vector.Length)
        {
            _numbers = new double[_vector.Length];
        }

        for (var slot = 0; slot < _numbers.Length; slot++)
        {
            _numbers[slot] = _vector.GetItemOrDefault(slot);
        }

        return _numbers;
    }
}
