using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Writes and reads a schema with its annotations.</summary>
internal static class SchemaCodec
{
    private const string EntryName = "Schema";

    private static readonly JsonSerializerOptions Options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static void Write(ZipArchive archive, DataViewSchema schema)
    {
        using var stream = archive.CreateEntry(EntryName).Open();
        JsonSerializer.Serialize(stream, schema.Select(c => Save(c, null)), Options);
    }

    public static DataViewSchema ReadOrNull(ZipArchive archive)
    {
        if (archive.GetEntry(EntryName) is not { } entry)
        {
            return null;
        }

        using var stream = entry.Open();
        var schema = new DataViewSchema.Builder();
        foreach (var saved in JsonSerializer.Deserialize<SavedColumn[]>(stream, Options))
        {
            var annotations = new DataViewSchema.Annotations.Builder();
            foreach (var annotation in saved.Annotations)
            {
                var itemType = annotation.Type.GetItemType().RawType;
                RowExtensions.Invoke<DataViewSchema.Annotations.Builder>(AddTo<int>, [itemType], annotation, annotations);
            }

            schema.AddColumn(saved.Name, saved.Type, annotations.ToAnnotations());
        }

        return schema.ToSchema();
    }

    private static SavedColumn Save(DataViewSchema.Column column, DataViewSchema.Annotations values)
    {
        var item = column.Type.GetItemType();
        return new(
            column.Name,
            ColumnTypeExtensions.PrimitiveTypeFromType(item.RawType).ToString(),
            (item as KeyDataViewType)?.Count,
            (column.Type as VectorDataViewType)?.Size,
            [.. column.Annotations.Schema.Select(annotation => Save(annotation, column.Annotations))],
            values is null ? null : RowExtensions.Invoke<string>(ValuesOf<int>, [item.RawType], values, column));
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

    private static DataViewSchema.Annotations.Builder AddTo<T>(SavedColumn saved, DataViewSchema.Annotations.Builder builder)
    {
        var values = JsonSerializer.Deserialize<T[]>(saved.Values, Options);
        if (saved.Type is VectorDataViewType vector)
        {
            return builder.AddVector(saved.Name, vector.ItemType, values);
        }

        builder.AddPrimitiveValue(saved.Name, (PrimitiveDataViewType)saved.Type, values[0]);
        return builder;
    }

    private sealed record SavedColumn(string Name, string ItemType, ulong? KeyCount, int? Size, SavedColumn[] Annotations, string Values)
    {
        [JsonIgnore]
        public DataViewType Type
        {
            get
            {
                var item = ColumnTypeExtensions.PrimitiveTypeFromName(ItemType);
                item = KeyCount is { } count ? new KeyDataViewType(item.RawType, count) : item;
                return Size is { } size ? new VectorDataViewType(item, size) : item;
            }
        }
    }
}
