namespace Microsoft.ML.Data;

internal static class ColumnTypeExtensions
{
    private static readonly PrimitiveDataViewType[] Primitives =
    [
        NumberDataViewType.Single, NumberDataViewType.Double, NumberDataViewType.Int32, NumberDataViewType.UInt32,
        NumberDataViewType.Int64, NumberDataViewType.UInt64, NumberDataViewType.Int16, NumberDataViewType.UInt16,
        NumberDataViewType.Byte, NumberDataViewType.SByte, BooleanDataViewType.Instance, TextDataViewType.Instance,
        DateTimeDataViewType.Instance,
    ];

    public static DataViewType GetItemType(this DataViewType type) => type is VectorDataViewType vector ? vector.ItemType : type;

    public static PrimitiveDataViewType PrimitiveTypeFromType(Type type)
    {
        type = type == typeof(string) ? typeof(ReadOnlyMemory<char>) : type;
        return Array.Find(Primitives, p => p.RawType == type)
            ?? throw new ArgumentException($"No column type carries {type}.", nameof(type));
    }
}
