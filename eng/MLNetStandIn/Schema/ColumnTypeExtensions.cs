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

    public static PrimitiveDataViewType PrimitiveTypeFromType(Type type)
        => Array.Find(Primitives, p => p.RawType == (type == typeof(string) ? typeof(ReadOnlyMemory<char>) : type))
            ?? throw new ArgumentException($"No column type carries {type}.", nameof(type));

    public static PrimitiveDataViewType PrimitiveTypeFromName(string name) => Array.Find(Primitives, p => p.ToString() == name);

    public static DataViewType GetItemType(this DataViewType type) => type is VectorDataViewType vector ? vector.ItemType : type;

    /// <summary>The column type with other items.</summary>
    public static DataViewType WithItems(this DataViewType type, PrimitiveDataViewType item)
        => type is VectorDataViewType vector ? new VectorDataViewType(item, vector.Size) : item;

    /// <summary>The number of slots: 1 of a scalar, 0 if it varies.</summary>
    public static int SlotCount(this DataViewType type) => type is VectorDataViewType vector ? vector.Size : 1;
}
