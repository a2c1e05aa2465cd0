using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.DataView;

/// <summary>Reads keys of any raw type.</summary>
internal static class KeyGetter
{
    /// <summary>A function that reads the row's key: 0 if missing.</summary>
    public static Func<ulong> Create(DataViewRow row, DataViewSchema.Column column) => Type.GetTypeCode(column.Type.RawType) switch
    {
        TypeCode.Byte => Create<byte>(row, column),
        TypeCode.UInt16 => Create<ushort>(row, column),
        TypeCode.UInt32 => Create<uint>(row, column),
        _ => Create<ulong>(row, column),
    };

    /// <summary>The number of values of a key column.</summary>
    /// <exception cref="ArgumentException">There are more than can be indexed.</exception>
    public static int Cardinality(DataViewSchema.Column column)
    {
        var count = ((KeyDataViewType)column.Type).Count;
        return count <= int.MaxValue - 1
            ? (int)count
            : throw new ArgumentException(
                $"The key column '{column.Name}' has {count} possible values, more than can be indexed. " +
                "Map its values with MapValueToKey, or hash them to fewer bits.");
    }

    private static Func<ulong> Create<T>(DataViewRow row, DataViewSchema.Column column)
        where T : unmanaged, IBinaryInteger<T>
    {
        var getter = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            getter(ref value);
            return ulong.CreateTruncating(value);
        };
    }
}
