using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>The type of a column: what a value means, over the .NET type that carries it.</summary>
public abstract class DataViewType : IEquatable<DataViewType>
{
    private protected DataViewType(Type rawType) => RawType = rawType;

    public Type RawType { get; }

    public abstract bool Equals(DataViewType other);

    public override bool Equals(object obj) => obj is DataViewType other && Equals(other);

    public override int GetHashCode() => RawType.GetHashCode();

    public override string ToString() => RawType.Name;
}

/// <summary>A type whose values own buffers.</summary>
public abstract class StructuredDataViewType(Type rawType) : DataViewType(rawType);

/// <summary>A type whose values are copied by assignment.</summary>
public abstract class PrimitiveDataViewType(Type rawType) : DataViewType(rawType)
{
    public override bool Equals(DataViewType other) => ReferenceEquals(this, other);
}

/// <summary>Numbers. NaN is the missing value of the two floating-point types; integers have none.</summary>
public sealed class NumberDataViewType : PrimitiveDataViewType
{
    private NumberDataViewType(Type rawType) : base(rawType) { }

    public static NumberDataViewType SByte { get; } = new(typeof(sbyte));
    public static NumberDataViewType Byte { get; } = new(typeof(byte));
    public static NumberDataViewType Int16 { get; } = new(typeof(short));
    public static NumberDataViewType UInt16 { get; } = new(typeof(ushort));
    public static NumberDataViewType Int32 { get; } = new(typeof(int));
    public static NumberDataViewType UInt32 { get; } = new(typeof(uint));
    public static NumberDataViewType Int64 { get; } = new(typeof(long));
    public static NumberDataViewType UInt64 { get; } = new(typeof(ulong));
    public static NumberDataViewType Single { get; } = new(typeof(float));
    public static NumberDataViewType Double { get; } = new(typeof(double));
}

/// <summary>Text. Empty text is missing.</summary>
public sealed class TextDataViewType : PrimitiveDataViewType
{
    private TextDataViewType() : base(typeof(ReadOnlyMemory<char>)) { }

    public static TextDataViewType Instance { get; } = new();

    public override string ToString() => "String";
}

/// <summary>True or false; there is no missing value.</summary>
public sealed class BooleanDataViewType : PrimitiveDataViewType
{
    private BooleanDataViewType() : base(typeof(bool)) { }

    public static BooleanDataViewType Instance { get; } = new();
}

/// <summary>A date and time.</summary>
public sealed class DateTimeDataViewType : PrimitiveDataViewType
{
    private DateTimeDataViewType() : base(typeof(DateTime)) { }

    public static DateTimeDataViewType Instance { get; } = new();
}

/// <summary>Keys of a closed set. Physical value 0 is missing; the members are 1 to <see cref="Count"/>.</summary>
public sealed class KeyDataViewType : PrimitiveDataViewType
{
    public KeyDataViewType(Type type, ulong count)
        : base(type)
    {
        if (type != typeof(byte) && type != typeof(ushort) && type != typeof(uint) && type != typeof(ulong))
        {
            throw new ArgumentException($"A key is an unsigned integer, not {type}.", nameof(type));
        }

        if (count == 0 || count > Convert.ToUInt64(type.GetField("MaxValue")!.GetValue(null), CultureInfo.InvariantCulture))
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The count of keys must be positive and fit {type.Name}.");
        }

        Count = count;
    }

    public KeyDataViewType(Type type, int count) : this(type, checked((ulong)count)) { }

    public ulong Count { get; }

    public override bool Equals(DataViewType other) => other is KeyDataViewType key && key.RawType == RawType && key.Count == Count;

    public override string ToString() => $"Key<{RawType.Name}, 0-{Count - 1}>";
}

/// <summary>Vectors of one item type, carried by <see cref="VBuffer{T}"/>. A size of 0 means that the size varies by row.</summary>
public sealed class VectorDataViewType : StructuredDataViewType
{
    public VectorDataViewType(PrimitiveDataViewType itemType, int size = 0)
        : base(typeof(VBuffer<>).MakeGenericType(itemType.RawType))
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ItemType = itemType;
        Size = size;
    }

    public PrimitiveDataViewType ItemType { get; }

    public int Size { get; }

    public bool IsKnownSize => Size > 0;

    public override bool Equals(DataViewType other) => other is VectorDataViewType vector && vector.ItemType.Equals(ItemType) && vector.Size == Size;

    public override string ToString() => Size == 0 ? $"Vector<{ItemType}>" : $"Vector<{ItemType}, {Size}>";
}
