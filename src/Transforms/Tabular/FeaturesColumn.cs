using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>The feature vector: the features of all columns, one after the other; a single 0 if there is none.</summary>
internal sealed class FeaturesColumn(string name, IReadOnlyList<FeaturePart> parts) : FittedColumn, IFittedColumn<FeaturesColumn>
{
    private readonly int _count = Math.Max(parts.Sum(part => part.Count), 1);

    public static string LoaderSignature => "TabularFeatures";

    /// <summary>The annotations in the shape of the column.</summary>
    public static SchemaShape.Column[] Annotations { get; } =
    [
        SchemaShapes.Scalar(AnnotationNames.IsNormalized, BooleanDataViewType.Instance),
        SchemaShapes.Scalar(AnnotationNames.IsTabularFeatures, BooleanDataViewType.Instance),
        SlotNames.Shape,
    ];

    public static FeaturesColumn Read(BinaryReader reader)
    {
        var name = reader.ReadString();
        var parts = new List<FeaturePart>();
        for (var count = reader.ReadInt32(); parts.Count < count;)
        {
            parts.Add(FeaturePart.Read(reader));
        }

        return new FeaturesColumn(name, parts);
    }

    public override void Write(BinaryWriter writer)
    {
        writer.Write(name);
        writer.Write(parts.Count);
        foreach (var part in parts)
        {
            part.Write(writer);
        }
    }

    public override ComputedColumn Bind(DataViewSchema schema)
    {
        DataViewSchema.Column[] sources = [.. parts.Select(part => part.Find(schema))];
        string[] names = [.. parts.SelectMany(part => part.Names(schema))];
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue(AnnotationNames.IsNormalized, BooleanDataViewType.Instance, true);
        annotations.AddPrimitiveValue(AnnotationNames.IsTabularFeatures, BooleanDataViewType.Instance, true);
        SlotNames.Add(annotations, names.Length == 0 ? [string.Empty] : names);
        return new ComputedColumn(
            new DataViewSchema.DetachedColumn(name, new VectorDataViewType(NumberDataViewType.Single, _count), annotations.ToAnnotations()), sources, CreateGetter);
    }

    private ValueGetter<VBuffer<float>> CreateGetter(DataViewRow row)
    {
        NumberReader[] readers = [.. parts.Select(part => part.CreateReader(row))];
        return (ref VBuffer<float> value) =>
        {
            var editor = VBufferEditor.Create(ref value, _count);
            editor.Values[0] = 0;
            var start = 0;
            for (var i = 0; i < readers.Length; i++)
            {
                parts[i].Fill(readers[i].Read(), editor.Values[start..]);
                start += parts[i].Count;
            }

            value = editor.Commit();
        };
    }
}
