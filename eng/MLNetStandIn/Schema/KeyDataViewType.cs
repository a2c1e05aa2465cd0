namespace Microsoft.ML.Data;

/// <summary>Keys of a closed set. Physical value 0 is missing; the members are 1 to <see cref="Count"/>.</summary>
public sealed class KeyDataViewType : PrimitiveDataViewType
{
    public KeyDataViewType(Type type, ulong count)
        : base(type)
    {
        if (!IsValidDataType(type))
        {
            throw new ArgumentException($"A key is an unsigned integer, not {type}.", nameof(type));
        }

        if (count == 0 || (type != typeof(ulong) && count > MaximumOf(type)))
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The count of keys must be positive and fit {type.Name}.");
        }

        Count = count;
    }

    public KeyDataViewType(Type type, int count)
        : this(type, checked((ulong)count))
    {
    }

    public ulong Count { get; }

    public static bool IsValidDataType(Type type)
        => type == typeof(byte) || type == typeof(ushort) || type == typeof(uint) || type == typeof(ulong);

    public override bool Equals(DataViewType other) => other is KeyDataViewType key && key.RawType == RawType && key.Count == Count;

    public override bool Equals(object obj) => obj is DataViewType other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(RawType, Count);

    public override string ToString() => $"Key<{RawType.Name}, 0-{Count - 1}>";

    private static ulong MaximumOf(Type type)
        => type == typeof(byte) ? byte.MaxValue : type == typeof(ushort) ? ushort.MaxValue : uint.MaxValue;
}
