using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.DataView;

/// <summary>
/// The values that the keys of a column stand for, in the order of the keys. Kept as text with the type's name, so that a model can save
/// them; values of types other than text, numbers and Booleans are not kept.
/// </summary>
internal sealed class KeyValues
{
    private static readonly Dictionary<string, ValueType> Types = new ValueType[]
    {
        new ValueType<ReadOnlyMemory<char>>(TextDataViewType.Instance, value => value.ToString(), text => text.AsMemory()),
        new ValueType<bool>(BooleanDataViewType.Instance, value => value.ToString(), bool.Parse),
        Number<sbyte>(NumberDataViewType.SByte),
        Number<byte>(NumberDataViewType.Byte),
        Number<short>(NumberDataViewType.Int16),
        Number<ushort>(NumberDataViewType.UInt16),
        Number<int>(NumberDataViewType.Int32),
        Number<uint>(NumberDataViewType.UInt32),
        Number<long>(NumberDataViewType.Int64),
        Number<ulong>(NumberDataViewType.UInt64),
        Number<float>(NumberDataViewType.Single),
        Number<double>(NumberDataViewType.Double),
    }.ToDictionary(type => type.Name, StringComparer.Ordinal);

    private readonly ValueType _type;

    /// <summary>Takes values that were kept as text.</summary>
    /// <param name="typeName">The <see cref="TypeName"/> of the values.</param>
    /// <param name="values">The values as text.</param>
    /// <exception cref="InvalidDataException">The type is unknown.</exception>
    public KeyValues(string typeName, IReadOnlyList<string> values)
    {
        _type = Find(typeName);
        Values = values;
    }

    /// <summary>The name of the values' type.</summary>
    public string TypeName => _type.Name;

    /// <summary>The values' type.</summary>
    public PrimitiveDataViewType ItemType => _type.ItemType;

    /// <summary>The values as text, in the order of the keys.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>The key values of a column of keys or of vectors of keys, or null if it has none or their type is not kept.</summary>
    public static KeyValues? Of(DataViewSchema.Column column)
    {
        var values = column.Annotations.Schema.GetColumnOrNull(AnnotationNames.KeyValues)?.Type as VectorDataViewType;
        var item = (column.Type as VectorDataViewType)?.ItemType ?? column.Type;
        if (item is not KeyDataViewType key || values is null || (ulong)values.Size != key.Count)
        {
            return null;
        }

        return Types.Values.FirstOrDefault(candidate => candidate.ItemType.Equals(values.ItemType)) is { } found
            ? new KeyValues(found.Name, found.Read(column))
            : null;
    }

    /// <summary>The names of a vector's slots as key values, or null if it has none.</summary>
    public static KeyValues? OfSlots(DataViewSchema.Column column)
    {
        if (!column.HasSlotNames())
        {
            return null;
        }

        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return new KeyValues(TextTypeName, [.. names.DenseValues().Select(name => name.ToString())]);
    }

    /// <summary>The <see cref="TypeName"/> of text.</summary>
    public static string TextTypeName => TextDataViewType.Instance.ToString()!;

    /// <summary>The default value of a type, as text.</summary>
    /// <exception cref="InvalidDataException">The type is unknown.</exception>
    public static string DefaultOf(string typeName) => Find(typeName).Default;

    /// <summary>Whether values of this type are kept.</summary>
    public static bool CanKeep(DataViewType type) => Types.Values.Any(candidate => candidate.ItemType.Equals(type));

    /// <summary>Adds the values to annotations.</summary>
    public void AddTo(DataViewSchema.Annotations.Builder builder, string name) => _type.Write(builder, name, Values);

    private static ValueType Find(string typeName) =>
        Types.GetValueOrDefault(typeName) ?? throw new InvalidDataException($"The key values have the unknown type '{typeName}'.");

    private static ValueType<T> Number<T>(NumberDataViewType type)
        where T : unmanaged, IParsable<T>, IFormattable
        => new(
            type, value => value.ToString(format: null, CultureInfo.InvariantCulture), text => T.Parse(text, CultureInfo.InvariantCulture));

    private abstract class ValueType(PrimitiveDataViewType itemType)
    {
        public PrimitiveDataViewType ItemType { get; } = itemType;

        public string Name => ItemType.ToString()!;

        public abstract string Default { get; }

        public abstract string[] Read(DataViewSchema.Column column);

        public abstract void Write(DataViewSchema.Annotations.Builder builder, string name, IReadOnlyList<string> values);
    }

    private sealed class ValueType<T>(PrimitiveDataViewType itemType, Func<T, string> format, Func<string, T> parse) : ValueType(itemType)
    {
        public override string Default => format(default!);

        public override string[] Read(DataViewSchema.Column column)
        {
            VBuffer<T> values = default;
            column.GetKeyValues(ref values);
            return [.. values.DenseValues().Select(format)];
        }

        public override void Write(DataViewSchema.Annotations.Builder builder, string name, IReadOnlyList<string> values)
        {
            var typed = new VBuffer<T>(values.Count, [.. values.Select(parse)]);
            builder.Add(name, new VectorDataViewType(ItemType, values.Count), (ref VBuffer<T> value) => typed.CopyTo(ref value));
        }
    }
}
