namespace Microsoft.ML.Data;

/// <summary>A transformer that computes each output column from one input column.</summary>
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    private readonly VersionInfo _version;

    private protected OneToOneTransformerBase(VersionInfo version, IEnumerable<InputOutputColumnPair> pairs)
    {
        _version = version;
        Pairs = [.. pairs];
    }

    internal IReadOnlyList<InputOutputColumnPair> Pairs { get; }

    private protected sealed override IReadOnlyList<ComputedColumn> Compute(DataViewSchema inputSchema)
        => [.. Pairs.Select((pair, i) => ComputeColumn(inputSchema.Find(pair.InputColumnName), pair.OutputColumnName, i))];

    private protected abstract ComputedColumn ComputeColumn(DataViewSchema.Column source, string name, int index);

    private protected sealed override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(_version);
        ctx.Writer.Write(Pairs.Count);
        foreach (var pair in Pairs)
        {
            ctx.Writer.Write(pair.OutputColumnName);
            ctx.Writer.Write(pair.InputColumnName);
        }

        SaveColumns(ctx.Writer);
    }

    /// <summary>Writes what was learned of the columns; nothing by default.</summary>
    private protected virtual void SaveColumns(BinaryWriter writer)
    {
    }

    private protected static InputOutputColumnPair[] LoadPairs(ModelLoadContext ctx, VersionInfo version)
    {
        ctx.CheckAtModel(version);
        var pairs = new InputOutputColumnPair[ctx.Reader.ReadInt32()];
        for (var i = 0; i < pairs.Length; i++)
        {
            var output = ctx.Reader.ReadString();
            pairs[i] = new(output, ctx.Reader.ReadString());
        }

        return pairs;
    }

    /// <summary>The version of a transform's format in this stand-in's model files.</summary>
    internal static VersionInfo VersionOf(string modelSignature, string loaderSignature)
        => new(modelSignature, 0x00010001, 0x00010001, 0x00010001, typeof(OneToOneTransformerBase).Assembly.FullName, loaderSignature);
}
