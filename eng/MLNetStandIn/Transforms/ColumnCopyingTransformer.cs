using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Gives columns another name; the old ones stay.</summary>
public sealed class ColumnCopyingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "CopyTransform";

    private static readonly VersionInfo Version = VersionOf("COPYCOLT", LoaderSignature);

    internal ColumnCopyingTransformer(params InputOutputColumnPair[] pairs)
        : base(Version, pairs)
    {
    }

    internal static ColumnCopyingTransformer Create(IHostEnvironment env, ModelLoadContext ctx) => new(LoadPairs(ctx, Version));

    private protected override ComputedColumn ComputeColumn(DataViewSchema.Column source, string name, int index)
        => new(name, source.Type, source.Annotations, [source.Index], row => row.GetUntypedGetter(source));
}

/// <summary>Makes a <see cref="ColumnCopyingTransformer"/>.</summary>
public sealed class ColumnCopyingEstimator : TrivialEstimator<ColumnCopyingTransformer>
{
    internal ColumnCopyingEstimator(string outputColumnName, string inputColumnName)
        : base(new(new InputOutputColumnPair(outputColumnName, inputColumnName)))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => inputSchema.With(Transformer.Pairs, (c, name) => new(name, c.Kind, c.ItemType, c.IsKey, c.Annotations));
}
