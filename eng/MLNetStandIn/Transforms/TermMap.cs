using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The distinct values of a column in the order of their keys.</summary>
internal abstract class TermMap
{
    protected TermMap(PrimitiveDataViewType itemType) => ItemType = itemType;

    public PrimitiveDataViewType ItemType { get; }

    public abstract int Count { get; }

    /// <summary>There is no key type without keys, so that of an empty map has one, which never occurs.</summary>
    public KeyDataViewType KeyType => new(typeof(uint), Math.Max(1, Count));

    public abstract Delegate MakeGetter(DataViewRow row, DataViewSchema.Column column);

    public abstract void AddKeyValues(DataViewSchema.Annotations.Builder annotations, bool asText);

    public abstract void Write(BinaryWriter writer);

    /// <summary>Looks at the column's value in the row; the return value says whether more are wanted.</summary>
    public abstract Func<bool> MakeCollector(DataViewRow row, DataViewSchema.Column column, int maximumCount);

    public abstract void Sort();

    public static TermMap Of(PrimitiveDataViewType itemType)
        => GenericCall.Invoke<TermMap>(New<int>, [itemType.RawType], itemType);

    public static TermMap Read(BinaryReader reader)
    {
        var map = Of((PrimitiveDataViewType)ValueCodec.ReadType(reader));
        map.ReadTerms(reader);
        return map;
    }

    protected abstract void ReadTerms(BinaryReader reader);

    private static TermMap<T> New<T>(PrimitiveDataViewType itemType) => new(itemType);
}
