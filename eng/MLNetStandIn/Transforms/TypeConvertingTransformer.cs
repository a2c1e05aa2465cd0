using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Converts numbers, Booleans and text to Single, Double, Boolean or text.</summary>
public sealed class TypeConvertingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "TypeConvertTransform";

    private static readonly VersionInfo Version = VersionOf("CONVERTT", LoaderSignature);

    private readonly DataKind _kind;

    internal TypeConvertingTransformer(InputOutputColumnPair[] pairs, DataKind outputKind)
        : base(Version, pairs)
    {
        if (outputKind is not (DataKind.Single or DataKind.Double or DataKind.Boolean or DataKind.String))
        {
            throw new NotSupportedException(
                $"This stand-in for ML.NET converts to Single, Double, Boolean and String, not to {outputKind}; build against the package.");
        }

        _kind = outputKind;
    }

    internal PrimitiveDataViewType OutputItemType => PrimitiveValues.TypeOf(_kind);

    internal static TypeConvertingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var pairs = LoadPairs(ctx, Version);
        return new(pairs, (DataKind)ctx.Reader.ReadByte());
    }

    internal static bool IsConvertible(DataViewType item) => item is NumberDataViewType or BooleanDataViewType or TextDataViewType;

    private protected override void SaveColumns(BinaryWriter writer) => writer.Write((byte)_kind);

    private protected override ComputedColumn ComputeColumn(DataViewSchema.Column source, string name, int index)
    {
        var item = source.Type.GetItemType();
        if (!IsConvertible(item))
        {
            throw SchemaShapes.Mismatch("input", source.Name, "number, Boolean or text", source.Type.ToString());
        }

        var toNumber = OutputItemType is NumberDataViewType;
        var annotations = source.Keeping(toNumber && item is NumberDataViewType
            ? [AnnotationUtils.Kinds.SlotNames, AnnotationUtils.Kinds.IsNormalized]
            : [AnnotationUtils.Kinds.SlotNames]);
        if (toNumber && source.Type is BooleanDataViewType)
        {
            annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        }

        return new(
            name,
            source.Type.WithItems(OutputItemType),
            annotations.ToAnnotations(),
            [source.Index],
            row => GenericCall.Invoke<Delegate>(MakeGetter<int>, [item.RawType], row, source));
    }

    private Delegate MakeGetter<T>(DataViewRow row, DataViewSchema.Column source) => _kind switch
    {
        DataKind.Single => ItemGetter.Make(row, source, (T value, int _) => (float)PrimitiveValues.ToDouble(value), keepsDefault: true),
        DataKind.Double => ItemGetter.Make(row, source, (T value, int _) => PrimitiveValues.ToDouble(value), keepsDefault: true),
        DataKind.Boolean => ItemGetter.Make(row, source, (T value, int _) => PrimitiveValues.ToDouble(value) != 0, keepsDefault: true),
        _ => ItemGetter.Make(row, source, (T value, int _) => PrimitiveValues.ToText(value), keepsDefault: typeof(T) == typeof(ReadOnlyMemory<char>)),
    };
}

/// <summary>Makes a <see cref="TypeConvertingTransformer"/>.</summary>
public sealed class TypeConvertingEstimator : TrivialEstimator<TypeConvertingTransformer>
{
    internal TypeConvertingEstimator(InputOutputColumnPair[] pairs, DataKind outputKind)
        : base(new(pairs, outputKind))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema.With(
        Transformer.Pairs,
        (c, name) => TypeConvertingTransformer.IsConvertible(c.ItemType) && !c.IsKey
            ? new(name, c.Kind, Transformer.OutputItemType, false, c.Annotations)
            : throw SchemaShapes.Mismatch("input", c.Name, "number, Boolean or text", c.GetTypeString()));
}
