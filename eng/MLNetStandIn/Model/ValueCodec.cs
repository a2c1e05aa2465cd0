using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Writes and reads column types and values of them.</summary>
internal static class ValueCodec
{
    private static readonly PrimitiveDataViewType[] Primitives =
    [
        TextDataViewType.Instance, BooleanDataViewType.Instance, NumberDataViewType.Single, NumberDataViewType.Double,
        NumberDataViewType.SByte, NumberDataViewType.Byte, NumberDataViewType.Int16, NumberDataViewType.UInt16,
        NumberDataViewType.Int32, NumberDataViewType.UInt32, NumberDataViewType.Int64, NumberDataViewType.UInt64,
        DateTimeDataViewType.Instance,
    ];

    private enum TypeCode : byte
    {
        Primitive,
        Key,
        Vector,
    }

    public static void WriteType(BinaryWriter writer, DataViewType type)
    {
        switch (type)
        {
            case VectorDataViewType vector:
                writer.Write((byte)TypeCode.Vector);
                WriteType(writer, vector.ItemType);
                writer.Write(vector.Dimensions.Length);
                foreach (var dimension in vector.Dimensions)
                {
                    writer.Write(dimension);
                }

                break;
            case KeyDataViewType key:
                writer.Write((byte)TypeCode.Key);
                WriteType(writer, ColumnTypeExtensions.PrimitiveTypeFromType(key.RawType));
                writer.Write(key.Count);
                break;
            default:
                writer.Write((byte)TypeCode.Primitive);
                writer.Write((byte)Array.IndexOf(Primitives, type));
                break;
        }
    }

    public static DataViewType ReadType(BinaryReader reader)
    {
        switch ((TypeCode)reader.ReadByte())
        {
            case TypeCode.Vector:
                var item = (PrimitiveDataViewType)ReadType(reader);
                var dimensions = new int[reader.ReadInt32()];
                for (var i = 0; i < dimensions.Length; i++)
                {
                    dimensions[i] = reader.ReadInt32();
                }

                return new VectorDataViewType(item, dimensions);
            case TypeCode.Key:
                return new KeyDataViewType(ReadType(reader).RawType, reader.ReadUInt64());
            default:
                return Primitives[reader.ReadByte()];
        }
    }

    /// <summary>Writes the values of a vector, or one value.</summary>
    public static void WriteValue<T>(BinaryWriter writer, T value)
    {
        switch (value)
        {
            case ReadOnlyMemory<char> text: writer.Write(text.ToString()); break;
            case bool flag: writer.Write(flag); break;
            case float number: writer.Write(number); break;
            case double number: writer.Write(number); break;
            case sbyte number: writer.Write(number); break;
            case byte number: writer.Write(number); break;
            case short number: writer.Write(number); break;
            case ushort number: writer.Write(number); break;
            case int number: writer.Write(number); break;
            case uint number: writer.Write(number); break;
            case long number: writer.Write(number); break;
            case ulong number: writer.Write(number); break;
            case DateTime time: writer.Write(time.Ticks); break;
            default: throw new NotSupportedException($"Values of {typeof(T)} are not saved.");
        }
    }

    public static T ReadValue<T>(BinaryReader reader)
    {
        object value = default(T) switch
        {
            ReadOnlyMemory<char> => reader.ReadString().AsMemory(),
            bool => reader.ReadBoolean(),
            float => reader.ReadSingle(),
            double => reader.ReadDouble(),
            sbyte => reader.ReadSByte(),
            byte => reader.ReadByte(),
            short => reader.ReadInt16(),
            ushort => reader.ReadUInt16(),
            int => reader.ReadInt32(),
            uint => reader.ReadUInt32(),
            long => reader.ReadInt64(),
            ulong => reader.ReadUInt64(),
            DateTime => new DateTime(reader.ReadInt64()),
            _ => throw new NotSupportedException($"Values of {typeof(T)} are not saved."),
        };
        return (T)value;
    }

    public static void WriteValues<T>(BinaryWriter writer, ReadOnlySpan<T> values)
    {
        writer.Write(values.Length);
        foreach (var value in values)
        {
            WriteValue(writer, value);
        }
    }

    public static T[] ReadValues<T>(BinaryReader reader)
    {
        var values = new T[reader.ReadInt32()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ReadValue<T>(reader);
        }

        return values;
    }

    /// <summary>Writes annotation <paramref name="column"/> of <paramref name="annotations"/>, a value or a vector.</summary>
    public static void WriteAnnotation(BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column column)
        => Generic(column.Type, nameof(WriteScalar), nameof(WriteVector)).Invoke(null, [writer, annotations, column]);

    public static void ReadAnnotation(BinaryReader reader, DataViewSchema.Annotations.Builder builder, string name, DataViewType type)
        => Generic(type, nameof(ReadScalar), nameof(ReadVector)).Invoke(null, [reader, builder, name, type]);

    private static MethodInfo Generic(DataViewType type, string scalar, string vector)
        => typeof(ValueCodec).GetMethod(type is VectorDataViewType ? vector : scalar, BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(type.GetItemType().RawType);

    private static void WriteScalar<T>(BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column column)
    {
        var value = default(T);
        annotations.GetGetter<T>(column)(ref value);
        WriteValue(writer, value);
    }

    private static void WriteVector<T>(BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column column)
    {
        var value = default(VBuffer<T>);
        annotations.GetGetter<VBuffer<T>>(column)(ref value);
        WriteValues<T>(writer, [.. value.DenseValues()]);
    }

    private static void ReadScalar<T>(BinaryReader reader, DataViewSchema.Annotations.Builder builder, string name, DataViewType type)
    {
        var saved = ReadValue<T>(reader);
        builder.Add(name, type, (ref T value) => value = saved);
    }

    private static void ReadVector<T>(BinaryReader reader, DataViewSchema.Annotations.Builder builder, string name, DataViewType type)
    {
        var saved = ReadValues<T>(reader);
        builder.Add(name, type, (ref VBuffer<T> value) => new VBuffer<T>(saved.Length, saved).CopyTo(ref value));
    }
}
