using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>Reads the categories of a column as text, whatever its type. Has buffers of its own: one per row object.</summary>
internal abstract class CategoryReader
{
    /// <summary>Reads the current row.</summary>
    /// <returns>The number of categories: 1, or that of the vector's slots.</returns>
    public abstract int Read();

    /// <summary>The text of a category of the row read last, empty if it is missing. It is overwritten by the next call.</summary>
    public abstract ReadOnlySpan<char> Text(int slot);

    /// <summary>A reader of a row's column, or of the pairs of two.</summary>
    public static CategoryReader Create(DataViewRow row, DataViewSchema.Column[] columns) => columns is [var first, var second]
        ? new CategoryPairReader(Create(row, first), Create(row, second))
        : Create(row, columns[0]);

    private static CategoryReader Create(DataViewRow row, DataViewSchema.Column column)
    {
        var item = (column.Type as VectorDataViewType)?.ItemType ?? column.Type;
        return Type.GetTypeCode(item.RawType) switch
        {
            TypeCode.Boolean => new CategoryReader<bool>(row, column, new CategoryFormats.BooleanFormat()),
            TypeCode.SByte => Number<sbyte>(row, column, item),
            TypeCode.Byte => Number<byte>(row, column, item),
            TypeCode.Int16 => Number<short>(row, column, item),
            TypeCode.UInt16 => Number<ushort>(row, column, item),
            TypeCode.Int32 => Number<int>(row, column, item),
            TypeCode.UInt32 => Number<uint>(row, column, item),
            TypeCode.Int64 => Number<long>(row, column, item),
            TypeCode.UInt64 => Number<ulong>(row, column, item),
            TypeCode.Single => Number<float>(row, column, item),
            TypeCode.Double => Number<double>(row, column, item),
            _ => new CategoryReader<ReadOnlyMemory<char>>(row, column, new CategoryFormats.TextFormat()),
        };
    }

    private static CategoryReader<T> Number<T>(DataViewRow row, DataViewSchema.Column column, DataViewType item)
        where T : unmanaged, INumber<T>
    {
        if (item is not KeyDataViewType)
        {
            return new CategoryReader<T>(row, column, new CategoryFormats.NumberFormat<T>());
        }

        var values = KeyValues.Of(column);
        return new CategoryReader<T>(row, column, values is null ? new CategoryFormats.KeyNumberFormat<T>() : new CategoryFormats.KeyValueFormat<T>([string.Empty, .. values.Values]));
    }
}
