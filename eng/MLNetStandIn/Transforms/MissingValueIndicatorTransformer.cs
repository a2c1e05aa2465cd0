using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Tells which values are NaN.</summary>
public sealed class MissingValueIndicatorTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "NaIndicatorTransform";

    private static readonly VersionInfo Version = VersionOf("NAIND TF", LoaderSignature);

    internal MissingValueIndicatorTransformer(params InputOutputColumnPair[] pairs)
        : base(Version, pairs)
    {
    }

    internal static MissingValueIndicatorTransformer Create(IHostEnvironment env, ModelLoadContext ctx) => new(LoadPairs(ctx, Version));

    private protected override ComputedColumn ComputeColumn(DataViewSchema.Column source, string name, int index)
    {
        var item = source.Type.GetItemType();
        if (!MissingValueReplacingEstimator.HasNaN(item))
        {
            throw SchemaShapes.Mismatch("input", source.Name, "Single or Double", source.Type.ToString());
        }

        var annotations = source.Keeping(AnnotationUtils.Kinds.SlotNames);
        annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        return new(
            name,
            source.Type.WithItems(BooleanDataViewType.Instance),
            annotations.ToAnnotations(),
            [source.Index],
            row => item.RawType == typeof(float)
                ? ItemGetter.Make(row, source, (float value, int _) => float.IsNaN(value), keepsDefault: true)
                : ItemGetter.Make(row, source, (double value, int _) => double.IsNaN(value), keepsDefault: true));
    }
}

/// <summary>Makes a <see cref="MissingValueIndicatorTransformer"/>.</summary>
public sealed class MissingValueIndicatorEstimator : TrivialEstimator<MissingValueIndicatorTransformer>
{
    internal MissingValueIndicatorEstimator(params InputOutputColumnPair[] pairs)
        : base(new(pairs))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema.With(
        Transformer.Pairs,
        (c, name) => MissingValueReplacingEstimator.HasNaN(c.ItemType)
            ? new(name, c.Kind, BooleanDataViewType.Instance, false, new(c.Keep(AnnotationUtils.Kinds.SlotNames).Append(SchemaShapes.IsNormalized)))
            : throw SchemaShapes.Mismatch("input", c.Name, "Single or Double", c.GetTypeString()));
}
