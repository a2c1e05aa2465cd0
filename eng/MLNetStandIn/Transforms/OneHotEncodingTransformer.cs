using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Maps values to indicator vectors, by way of keys. Saved, it is its two steps.</summary>
public sealed class OneHotEncodingTransformer : ITransformer
{
    private readonly ITransformer _steps;

    internal OneHotEncodingTransformer(ITransformer steps) => _steps = steps;

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _steps.GetOutputSchema(inputSchema);

    public IDataView Transform(IDataView input) => _steps.Transform(input);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => _steps.GetRowToRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => _steps.Save(ctx);
}

/// <summary>Collects the distinct values of columns, in one pass.</summary>
public sealed class OneHotEncodingEstimator : IEstimator<OneHotEncodingTransformer>
{
    private readonly IEstimator<ITransformer> _steps;

    internal OneHotEncodingEstimator(
        InputOutputColumnPair[] pairs, OutputKind outputKind, int maximumNumberOfKeys, ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality, IDataView keyData)
    {
        var terms = new ValueToKeyMappingEstimator(pairs, maximumNumberOfKeys, keyOrdinality, addKeyValueAnnotationsAsText: true, keyData);
        _steps = outputKind switch
        {
            OutputKind.Key => terms,
            OutputKind.Indicator => terms.Append(new KeyToVectorMappingEstimator(Array.ConvertAll(pairs, p => new InputOutputColumnPair(p.OutputColumnName)))),
            _ => throw new NotSupportedException($"This stand-in for ML.NET one-hot encodes to Indicator or Key, not to {outputKind}; build against the package."),
        };
    }

    /// <summary>What becomes of a key.</summary>
    public enum OutputKind : byte
    {
        Bag = 1,
        Indicator = 2,
        Key = 3,
        Binary = 4,
    }

    public OneHotEncodingTransformer Fit(IDataView input) => new(_steps.Fit(input));

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _steps.GetOutputSchema(inputSchema);
}
