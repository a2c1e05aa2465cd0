using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Shifts and scales numbers: (value - offset) * scale.</summary>
public sealed class NormalizingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "Normalizer";

    private static readonly VersionInfo Version = VersionOf("NORMALZR", LoaderSignature);

    private readonly Affine[] _functions;

    internal NormalizingTransformer(InputOutputColumnPair[] pairs, Affine[] functions)
        : base(Version, pairs)
    {
        _functions = functions;
    }

    internal static NormalizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var pairs = LoadPairs(ctx, Version);
        return new(pairs, Array.ConvertAll(pairs, _ => Affine.Read(ctx.Reader)));
    }

    private protected override void SaveColumns(BinaryWriter writer) => Array.ForEach(_functions, f => f.Write(writer));

    private protected override ComputedColumn ComputeColumn(DataViewSchema.Column source, string name, int index)
    {
        var function = _functions[index];
        var size = source.Type is VectorDataViewType vector ? vector.Size : 1;
        if (source.Type.GetItemType().RawType != (function.IsSingle ? typeof(float) : typeof(double)) || size != function.Offset.Length)
        {
            throw SchemaShapes.Mismatch("input", source.Name, $"{function.Offset.Length} x {(function.IsSingle ? "Single" : "Double")}", source.Type.ToString());
        }

        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        annotations.Add(source.Annotations, kind => kind == AnnotationUtils.Kinds.SlotNames);
        return new(name, source.Type, annotations.ToAnnotations(), [source.Index], row => function.MakeGetter(row, source));
    }

    /// <param name="IsSingle">Whether the column is Single, else Double: the arithmetic is done in that type.</param>
    internal sealed record Affine(bool IsSingle, double[] Offset, double[] Scale)
    {
        public static Affine Read(BinaryReader reader)
            => new(reader.ReadBoolean(), ValueCodec.ReadValues<double>(reader), ValueCodec.ReadValues<double>(reader));

        public void Write(BinaryWriter writer)
        {
            writer.Write(IsSingle);
            ValueCodec.WriteValues<double>(writer, Offset);
            ValueCodec.WriteValues<double>(writer, Scale);
        }

        public Delegate MakeGetter(DataViewRow row, DataViewSchema.Column source)
        {
            var keepsZero = Array.TrueForAll(Offset, o => o == 0);
            if (!IsSingle)
            {
                return ItemGetter.Make(row, source, (double value, int slot) => (value - Offset[slot]) * Scale[slot], keepsZero);
            }

            var offset = Array.ConvertAll(Offset, o => (float)o);
            var scale = Array.ConvertAll(Scale, s => (float)s);
            return ItemGetter.Make(row, source, (float value, int slot) => (value - offset[slot]) * scale[slot], keepsZero);
        }
    }
}
