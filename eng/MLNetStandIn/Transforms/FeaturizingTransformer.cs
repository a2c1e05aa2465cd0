using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(
    typeof(FeaturizingTransformer),
    typeof(FeaturizingTransformer),
    null,
    typeof(SignatureLoadModel),
    "Featurizers",
    FeaturizingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>Fitted featurizers side by side, each reading the input columns.</summary>
internal sealed class FeaturizingTransformer(params Featurizer[] featurizers) : ITransformer
{
    public const string LoaderSignature = "StandInFeaturizers";

    private const string EntryName = "Featurizers.json";

    private static readonly VersionInfo Version = VersionInfo.OfStandIn("FEATURIZ", LoaderSignature);

    private readonly string[] _dropped = [.. featurizers.OfType<DroppedColumn>().Select(f => f.Output)];

    public bool IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => GetRowToRowMapper(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input) => new RowMapperDataView(input, GetRowToRowMapper(input.Schema));

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
        => new ComputedColumnMapper(inputSchema, featurizers.Select(f => f.Compute(inputSchema)).Where(c => c is not null), _dropped);

    public void Save(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ctx.SaveBinaryStream(EntryName, writer => writer.Write(JsonSerializer.Serialize(featurizers)));
    }

    internal static FeaturizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        var json = "[]";
        ctx.TryLoadBinaryStream(EntryName, reader => json = reader.ReadString());
        return new(JsonSerializer.Deserialize<Featurizer[]>(json));
    }
}

/// <summary>Learns featurizers from data; the shapes of their columns are known before.</summary>
internal sealed class FeaturizingEstimator(Func<IDataView, IEnumerable<Featurizer>> learn, Func<SchemaShape, SchemaShape> shape)
    : IEstimator<ITransformer>
{
    /// <summary>Each output column is made from one input column.</summary>
    /// <param name="learn">From data and input columns, in one pass, the featurizer of each pair.</param>
    /// <param name="shape">From the shape of the input column and the output's name the shape of that.</param>
    public static FeaturizingEstimator OneToOne(
        InputOutputColumnPair[] pairs,
        Func<IDataView, DataViewSchema.Column[], Func<InputOutputColumnPair, int, Featurizer>> learn,
        Func<SchemaShape.Column, string, SchemaShape.Column> shape)
        => new(
            data => pairs.Select(learn(data, Array.ConvertAll(pairs, p => data.Schema.Find(p.InputColumnName)))),
            schema => schema.With(pairs.Select(p => shape(schema.Find(p.InputColumnName), p.OutputColumnName))));

    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var transformer = new FeaturizingTransformer([.. learn(input)]);
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => shape(inputSchema);
}
