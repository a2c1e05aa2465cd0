using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers;

/// <summary>Reads the numbers of a column, of whatever type. Has a buffer of its own: one per row object.</summary>
internal abstract class NumberReader
{
    /// <summary>The current row's numbers. They are overwritten by the next call.</summary>
    public abstract ReadOnlySpan<double> Read();

    /// <summary>A reader of a row's column.</summary>
    public static NumberReader Create(DataViewRow row, DataViewSchema.Column column)
    {
        var item = (column.Type as VectorDataViewType)?.ItemType ?? column.Type;
        return Type.GetTypeCode(item.RawType) switch
        {
            TypeCode.Boolean => new Typed<bool, BooleanConversion>(row, column),
            TypeCode.SByte => Number<sbyte>(row, column),
            TypeCode.Byte => Number<byte>(row, column),
            TypeCode.Int16 => Number<short>(row, column),
            TypeCode.UInt16 => Number<ushort>(row, column),
            TypeCode.Int32 => Number<int>(row, column),
            TypeCode.UInt32 => Number<uint>(row, column),
            TypeCode.Int64 => Number<long>(row, column),
            TypeCode.UInt64 => Number<ulong>(row, column),
            TypeCode.Single => Number<float>(row, column),
            TypeCode.Double => Number<double>(row, column),
            _ => throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}, which is not a number."),
        };
    }

    private static Typed<T, NumberConversion<T>> Number<T>(DataViewRow row, DataViewSchema.Column column)
        where T : unmanaged, INumberBase<T> => new(row, column);

    private interface IConversion<in T>
    {
        static abstract double Convert(T value);
    }

    private readonly struct NumberConversion<T> : IConversion<T>
        where T : unmanaged, INumberBase<T>
    {
        public static double Convert(T value) => double.CreateSaturating(value);
    }

    private readonly struct BooleanConversion : IConversion<bool>
    {
        public static double Convert(bool value) => value ? 1 : 0;
    }

    private sealed class Typed<T, TConversion> : NumberReader
        where T : unmanaged
        where TConversion : IConversion<T>
    {
        private readonly DataViewRow _row;
        private readonly DataViewSchema.Column _column;
        private readonly ValueGetter<T>? _getNumber;
        private readonly ValueGetter<VBuffer<T>>? _getVector;
        private readonly double[] _numbers;
        private VBuffer<T> _vector;

        public Typed(DataViewRow row, DataViewSchema.Column column)
        {
            (_row, _column) = (row, column);
            _numbers = new double[NumberTypes.Count(column)];
            if (column.Type is VectorDataViewType)
            {
                _getVector = row.GetGetter<VBuffer<T>>(column);
            }
            else
            {
                _getNumber = row.GetGetter<T>(column);
            }
        }

        public override ReadOnlySpan<double> Read()
        {
            if (_getNumber is not null)
            {
                T value = default;
                _getNumber(ref value);
                _numbers[0] = TConversion.Convert(value);
                return _numbers;
            }

            _getVector!(ref _vector);
            if (_vector.Length != _numbers.Length)
            {
                throw DataView.RowError.Of(
                    _column.Name, _row, $"the vector has {_vector.Length} slots instead of {_numbers.Length}", "Make all rows equally long.");
            }

            var values = _vector.GetValues();
            if (_vector.IsDense)
            {
                for (var slot = 0; slot < values.Length; slot++)
                {
                    _numbers[slot] = TConversion.Convert(values[slot]);
                }

                return _numbers;
            }

            Array.Clear(_numbers);
            var slots = _vector.GetIndices();
            for (var i = 0; i < values.Length; i++)
            {
                _numbers[slots[i]] = TConversion.Convert(values[i]);
            }

            return _numbers;
        }
    }
}
