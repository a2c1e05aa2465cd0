using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Mean, variance and range of each slot of a column of numbers in one pass; values that are not finite count for nothing.</summary>
internal sealed class SlotStatistics
{
    private readonly long[] _nonZero;
    private readonly long[] _explicit;
    private readonly long[] _notFinite;
    private readonly double[] _mean;
    private readonly double[] _squares;
    private readonly double[] _minimum;
    private readonly double[] _maximum;
    private long _rows;

    private SlotStatistics(int size)
    {
        _nonZero = new long[size];
        _explicit = new long[size];
        _notFinite = new long[size];
        _mean = new double[size];
        _squares = new double[size];
        _minimum = new double[size];
        _maximum = new double[size];
        Array.Fill(_minimum, double.PositiveInfinity);
        Array.Fill(_maximum, double.NegativeInfinity);
    }

    public int Size => _mean.Length;

    /// <summary>Reads columns of Single or Double, scalars or vectors of a known size.</summary>
    public static SlotStatistics[] Of(IDataView data, DataViewSchema.Column[] columns, long maximumRows = long.MaxValue)
    {
        var statistics = Array.ConvertAll(columns, c => new SlotStatistics(c.Type is VectorDataViewType vector ? vector.Size : 1));
        using (var cursor = data.GetRowCursor(columns.DistinctBy(c => c.Index)))
        {
            var readers = statistics.Zip(columns, (s, c) => s.MakeReader(cursor, c)).ToArray();
            for (long row = 0; row < maximumRows && cursor.MoveNext(); row++)
            {
                Array.ForEach(readers, read => read());
            }
        }

        Array.ForEach(statistics, s => s.CountZeros());
        return statistics;
    }

    public double Mean(int slot) => _mean[slot];

    public double Variance(int slot) => _nonZero[slot] == 0 ? 0 : _squares[slot] / _nonZero[slot];

    public double Minimum(int slot) => _minimum[slot];

    public double Maximum(int slot) => _maximum[slot];

    /// <summary>The number of finite values.</summary>
    public long Count(int slot) => _nonZero[slot];

    private Action MakeReader(DataViewRow row, DataViewSchema.Column column)
        => column.Type.GetItemType().RawType == typeof(float) ? MakeReader<float>(row, column) : MakeReader<double>(row, column);

    private Action MakeReader<T>(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType)
        {
            var getMany = row.GetGetter<VBuffer<T>>(column);
            var values = default(VBuffer<T>);
            return () =>
            {
                getMany(ref values);
                _rows++;
                var indices = values.GetIndices();
                var items = values.GetValues();
                for (var i = 0; i < items.Length; i++)
                {
                    Add(values.IsDense ? i : indices[i], PrimitiveValues.ToDouble(items[i]));
                }
            };
        }

        var getOne = row.GetGetter<T>(column);
        var value = default(T);
        return () =>
        {
            getOne(ref value);
            _rows++;
            Add(0, PrimitiveValues.ToDouble(value));
        };
    }

    private void Add(int slot, double value)
    {
        _explicit[slot]++;
        _minimum[slot] = value < _minimum[slot] ? value : _minimum[slot];
        _maximum[slot] = value > _maximum[slot] ? value : _maximum[slot];
        if (value == 0)
        {
            return;
        }

        if (!double.IsFinite(value))
        {
            _notFinite[slot]++;
            return;
        }

        var delta = value - _mean[slot];
        _mean[slot] += delta / ++_nonZero[slot];
        _squares[slot] += delta * (value - _mean[slot]);
    }

    /// <summary>Zeros, explicit or left out of sparse vectors, are added at the end.</summary>
    private void CountZeros()
    {
        for (var slot = 0; slot < Size; slot++)
        {
            if (_explicit[slot] < _rows)
            {
                _minimum[slot] = Math.Min(_minimum[slot], 0);
                _maximum[slot] = Math.Max(_maximum[slot], 0);
            }

            var zeros = _rows - _notFinite[slot] - _nonZero[slot];
            if (zeros > 0)
            {
                _nonZero[slot] += zeros;
                var delta = -_mean[slot];
                _mean[slot] += delta * zeros / _nonZero[slot];
                _squares[slot] += delta * -_mean[slot] * zeros;
            }
        }
    }
}
