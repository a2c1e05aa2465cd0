using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers;
using NeuralTrainers.DataView;

[assembly: LoadableTransformer<ColumnTransformer<CategoryColumn>>]

namespace NeuralTrainers;

/// <summary>A column of keys of the categories of one column, or of the pairs of two.</summary>
internal sealed class CategoryColumn(ColumnNames names, CategoryKeys keys) : FittedColumn, IFittedColumn<CategoryColumn>
{
    public static string LoaderSignature => "CategoryIndex";

    /// <summary>The number of keys.</summary>
    public int KeyCount => keys.Values.Values.Count;

    public override ComputedColumn Bind(DataViewSchema schema)
    {
        foreach (var name in names.Inputs)
        {
            CategoryTypes.Require(name, isPair: names.Inputs.Count > 1).Check(SchemaShapes.Of(schema));
        }

        DataViewSchema.Column[] sources = [.. names.Inputs.Select(name => schema[name])];
        var key = new KeyDataViewType(typeof(uint), keys.Values.Values.Count);
        var annotations = new DataViewSchema.Annotations.Builder();
        keys.Values.AddTo(annotations, AnnotationNames.KeyValues);
        if (sources[0].Type is not VectorDataViewType vector)
        {
            return new ComputedColumn(new(names.Output, key, annotations.ToAnnotations()), sources, row => CreateGetter(CategoryReader.Create(row, sources)));
        }

        if (SlotNames.Of(sources[0]) is { } slotNames)
        {
            SlotNames.Add(annotations, slotNames);
        }

        return new ComputedColumn(
            new(names.Output, new VectorDataViewType(key, vector.Size), annotations.ToAnnotations()), sources, row => CreateVectorGetter(CategoryReader.Create(row, sources)));
    }

    public override void Write(BinaryWriter writer)
    {
        names.Write(writer);
        writer.Write(keys.TypeName);
        WriteList(writer, keys.Kept, writer.Write);
        writer.Write(keys.RareHashes is not null);
        WriteList(writer, keys.RareHashes ?? [], writer.Write);
        writer.Write(keys.HashBuckets);
    }

    public static CategoryColumn Read(BinaryReader reader)
    {
        var names = ColumnNames.Read(reader);
        var typeName = reader.ReadString();
        var kept = ReadList(reader, reader.ReadString);
        var hasRare = reader.ReadBoolean();
        var rare = ReadList(reader, reader.ReadUInt32);
        var hashBuckets = reader.ReadInt32();
        return hashBuckets is >= 0 and <= IndexCategoriesDefaults.MaximumHashBuckets
            ? new CategoryColumn(names, new CategoryKeys(typeName, kept, hasRare ? rare : null, hashBuckets))
            : throw new InvalidDataException($"The keys of '{names.Output}' have {hashBuckets} buckets: the model's file is damaged.");
    }

    private static void WriteList<T>(BinaryWriter writer, IReadOnlyCollection<T> items, Action<T> write)
    {
        writer.Write(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }

    private static List<T> ReadList<T>(BinaryReader reader, Func<T> read)
    {
        var items = new List<T>();
        for (var count = reader.ReadInt32(); items.Count < count;)
        {
            items.Add(read());
        }

        return items;
    }

    private ValueGetter<uint> CreateGetter(CategoryReader reader) => (ref uint value) =>
    {
        reader.Read();
        value = keys.Find(reader.Text(0));
    };

    private ValueGetter<VBuffer<uint>> CreateVectorGetter(CategoryReader reader) => (ref VBuffer<uint> value) =>
    {
        var editor = VBufferEditor.Create(ref value, reader.Read());
        for (var slot = 0; slot < editor.Values.Length; slot++)
        {
            editor.Values[slot] = keys.Find(reader.Text(slot));
        }

        value = editor.Commit();
    };
}
