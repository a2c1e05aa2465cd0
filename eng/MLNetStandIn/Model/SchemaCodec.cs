using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Writes and reads a schema with its annotations.</summary>
internal static class SchemaCodec
{
    private const string EntryName = "Schema";

    // In the place of a vector's size.
    private const int Scalar = -1;

    private static readonly JsonSerializerOptions Options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static void Write(ZipArchive archive, DataViewSchema schema)
    {
        using var writer = new BinaryWriter(archive.CreateEntry(EntryName).Open());
        writer.Write(schema.Count);
        foreach (var column in schema)
        {
            Write(writer, column);
            writer.Write(column.Annotations.Schema.Count);
            foreach (var annotation in column.Annotations.Schema)
            {
                Write(writer, annotation);
                var itemType = annotation.Type.GetItemType().RawType;
                writer.Write(RowExtensions.Invoke<string>(ValuesOf<int>, [itemType], column.Annotations, annotation));
            }
        }
    }

    public static DataViewSchema ReadOrNull(ZipArchive archive)
    {
        if (archive.GetEntry(EntryName) is not { } entry)
        {
            return null;
        }

        using var reader = new BinaryReader(entry.Open());
        var schema = new DataViewSchema.Builder();
        for (var columns = reader.ReadInt32(); columns > 0; columns--)
        {
            var (name, type) = Read(reader);
            var annotations = new DataViewSchema.Annotations.Builder();
            for (var count = reader.ReadInt32(); count > 0; count--)
            {
                var annotation = Read(reader);
                RowExtensions.Invoke<DataViewSchema.Annotations.Builder>(
                    AddTo<int>, [annotation.Type.GetItemType().RawType], annotation.Name, annotation.Type, reader.ReadString(), annotations);
            }

            schema.AddColumn(name, type, annotations.ToAnnotations());
        }

        return schema.ToSchema();
    }

    private static void Write(BinaryWriter writer, DataViewSchema.Column column)
    {
        var item = column.Type.GetItemType();
        writer.Write(column.Name);
        writer.Write(ColumnTypeExtensions.PrimitiveTypeFromType(item.RawType).ToString());
        writer.Write((item as KeyDataViewType)?.Count ?? 0);
        writer.Write((column.Type as VectorDataViewType)?.Size ?? Scalar);
    }

    private static (string Name, DataViewType Type) Read(BinaryReader reader)
    {
        var name = reader.ReadString();
        var item = ColumnTypeExtensions.PrimitiveTypeFromName(reader.ReadString());
        item = reader.ReadUInt64() is > 0 and var count ? new KeyDataViewType(item.RawType, count) : item;
        return (name, reader.ReadInt32() is not Scalar and var size ? new VectorDataViewType(item, size) : item);
    }

    private static string ValuesOf<T>(DataViewSchema.Annotations annotations, DataViewSchema.Column column)
    {
        var vector = default(VBuffer<T>);
        var scalar = default(T);
        if (column.Type is VectorDataViewType)
        {
            annotations.GetValue(column.Name, ref vector);
        }
        else
        {
            annotations.GetValue(column.Name, ref scalar);
        }

        return JsonSerializer.Serialize(column.Type is VectorDataViewType ? vector.DenseValues() : [scalar], Options);
    }

    private static DataViewSchema.Annotations.Builder AddTo<T>(string name, DataViewType type, string json, DataViewSchema.Annotations.Builder builder)
    {
        var values = JsonSerializer.Deserialize<T[]>(json, Options);
        if (type is VectorDataViewType vector)
        {
            return builder.AddVector(name, vector.ItemType, values);
        }

        builder.AddPrimitiveValue(name, (PrimitiveDataViewType)type, values[0]);
        return builder;
    }
}
