using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Looks keys up in their column's key values.</summary>
public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "KeyToValueTransform";

    private static readonly VersionInfo Version = VersionOf("KEY2VALT", LoaderSignature);

    internal KeyToValueMappingTransformer(params InputOutputColumnPair[] pairs)
        : base(Version, pairs)
    {
    }

    internal static KeyToValueMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx) => new(LoadPairs(ctx, Version));

    private protected override ComputedColumn ComputeColumn(DataViewSchema.Column source, string name, int index)
    {
        if (source.Type.GetItemType() is not KeyDataViewType key)
        {
            throw SchemaShapes.Mismatch("input", source.Name, "KeyType", source.Type.ToString());
        }

        var values = source.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues)?.Type as VectorDataViewType
            ?? throw new InvalidOperationException($"Column '{source.Name}' has no KeyValues annotation to map its keys to.");
        if ((ulong)values.Size != key.Count)
        {
            throw new InvalidOperationException($"Column '{source.Name}' has {key.Count} keys, but {values.Size} key values.");
        }

        return new(
            name,
            source.Type.WithItems(values.ItemType),
            source.Keeping(AnnotationUtils.Kinds.SlotNames).ToAnnotations(),
            [source.Index],
            row => GenericCall.Invoke<Delegate>(MakeGetter<int, int>, [key.RawType, values.ItemType.RawType], row, source));
    }

    private static Delegate MakeGetter<TKey, TValue>(DataViewRow row, DataViewSchema.Column source)
    {
        var buffer = default(VBuffer<TValue>);
        source.GetKeyValues(ref buffer);
        var values = buffer.DenseValues().ToArray();
        var missing = PrimitiveValues.Missing<TValue>();
        return ItemGetter.Make(
            row, source, (TKey key, int _) => KeyNumber.Of(key) is var k && k >= 1 && k <= (ulong)values.Length ? values[k - 1] : missing, !PrimitiveValues.IsMissing(missing));
    }
}

/// <summary>Makes a <see cref="KeyToValueMappingTransformer"/>.</summary>
public sealed class KeyToValueMappingEstimator : TrivialEstimator<KeyToValueMappingTransformer>
{
    internal KeyToValueMappingEstimator(params InputOutputColumnPair[] pairs)
        : base(new(pairs))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema.With(Transformer.Pairs, (c, name) =>
    {
        if (!c.IsKey)
        {
            throw SchemaShapes.Mismatch("input", c.Name, "KeyType", c.GetTypeString());
        }

        return c.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out var values)
            ? new(name, c.Kind, values.ItemType, values.IsKey, new(c.Keep(AnnotationUtils.Kinds.SlotNames)))
            : throw new ArgumentOutOfRangeException(nameof(inputSchema), $"Input column '{c.Name}' doesn't contain key values metadata");
    });
}
