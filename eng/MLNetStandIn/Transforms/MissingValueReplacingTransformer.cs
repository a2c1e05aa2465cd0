using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Puts a number learned from the data in the place of NaN.</summary>
public sealed class MissingValueReplacingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "NAReplaceTransform";

    private static readonly VersionInfo Version = VersionOf("NAREP TF", LoaderSignature);

    // Per column one value, or one per slot.
    private readonly double[][] _replacements;

    internal MissingValueReplacingTransformer(InputOutputColumnPair[] pairs, double[][] replacements)
        : base(Version, pairs)
    {
        _replacements = replacements;
    }

    internal static MissingValueReplacingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var pairs = LoadPairs(ctx, Version);
        return new(pairs, Array.ConvertAll(pairs, _ => ValueCodec.ReadValues<double>(ctx.Reader)));
    }

    private protected override void SaveColumns(BinaryWriter writer)
        => Array.ForEach(_replacements, values => ValueCodec.WriteValues<double>(writer, values));

    private protected override ComputedColumn ComputeColumn(DataViewSchema.Column source, string name, int index)
    {
        var values = _replacements[index];
        var item = source.Type.GetItemType();
        var size = source.Type is VectorDataViewType vector ? vector.Size : 1;
        if (!MissingValueReplacingEstimator.HasNaN(item) || (values.Length > 1 && size != values.Length))
        {
            throw SchemaShapes.Mismatch("input", source.Name, $"Single or Double, {values.Length} slots", source.Type.ToString());
        }

        return new(
            name,
            source.Type,
            source.Keeping(AnnotationUtils.Kinds.SlotNames, AnnotationUtils.Kinds.IsNormalized).ToAnnotations(),
            [source.Index],
            row => item.RawType == typeof(float)
                ? ItemGetter.Make(row, source, (float value, int slot) => float.IsNaN(value) ? (float)values[slot % values.Length] : value, keepsDefault: true)
                : ItemGetter.Make(row, source, (double value, int slot) => double.IsNaN(value) ? values[slot % values.Length] : value, keepsDefault: true));
    }
}
