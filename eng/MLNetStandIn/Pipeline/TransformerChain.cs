using System.Collections;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(TransformerChain<ITransformer>),
    typeof(TransformerChain),
    null,
    typeof(SignatureLoadModel),
    "Transformer chain",
    TransformerChain.LoaderSignature)]

namespace Microsoft.ML.Data;

/// <summary>Transformers that are applied one after the other.</summary>
public sealed class TransformerChain<TLastTransformer> : ITransformer, IEnumerable<ITransformer>
    where TLastTransformer : class, ITransformer
{
    public readonly TLastTransformer LastTransformer;

    private readonly ITransformer[] _transformers;

    public TransformerChain(params ITransformer[] transformers)
    {
        _transformers = transformers;
        LastTransformer = transformers.LastOrDefault() as TLastTransformer;
    }

    bool ITransformer.IsRowToRowMapper => Array.TrueForAll(_transformers, t => t.IsRowToRowMapper);

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
        => _transformers.Aggregate(inputSchema, (schema, t) => t.GetOutputSchema(schema));

    public IDataView Transform(IDataView input) => _transformers.Aggregate(input, (data, t) => t.Transform(data));

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        var mappers = new List<IRowToRowMapper>();
        var schema = inputSchema;
        foreach (var transformer in _transformers)
        {
            mappers.Add(transformer.GetRowToRowMapper(schema));
            schema = mappers[^1].OutputSchema;
        }

        return new Mapper(mappers, inputSchema, schema);
    }

    public TransformerChain<TNewLast> Append<TNewLast>(TNewLast transformer)
        where TNewLast : class, ITransformer
        => new([.. _transformers, transformer]);

    public IEnumerator<ITransformer> GetEnumerator() => ((IEnumerable<ITransformer>)_transformers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(TransformerChain.Version);
        ctx.SaveBinaryStream(TransformerChain.CountName, writer => writer.Write(_transformers.Length));
        for (var i = 0; i < _transformers.Length; i++)
        {
            ctx.SaveModel(_transformers[i], TransformerChain.StepName(i));
        }
    }

    private sealed class Mapper(List<IRowToRowMapper> mappers, DataViewSchema inputSchema, DataViewSchema outputSchema) : IRowToRowMapper
    {
        public DataViewSchema InputSchema => inputSchema;

        public DataViewSchema OutputSchema => outputSchema;

        public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
            => Enumerable.Reverse(mappers).Aggregate(dependingColumns, (columns, mapper) => mapper.GetDependencies(columns));

        public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
        {
            if (input.Schema != inputSchema)
            {
                throw new ArgumentException("The row is of another schema than this mapper was made for.", nameof(input));
            }

            var needed = new IEnumerable<DataViewSchema.Column>[mappers.Count];
            for (var i = mappers.Count - 1; i >= 0; i--)
            {
                needed[i] = activeColumns = [.. activeColumns];
                activeColumns = mappers[i].GetDependencies(activeColumns);
            }

            return mappers.Zip(needed).Aggregate(input, (row, step) => step.First.GetRow(row, step.Second));
        }
    }
}

internal static class TransformerChain
{
    public const string LoaderSignature = "TransformerChain";
    public const string CountName = "Count";

    public static VersionInfo Version { get; } = VersionInfo.OfStandIn("XF  PIPE", LoaderSignature);

    public static string StepName(int index) => $"Transform_{index:000}";

    internal static TransformerChain<ITransformer> Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        var count = 0;
        ctx.TryLoadBinaryStream(CountName, reader => count = reader.ReadInt32());
        return new([.. Enumerable.Range(0, count).Select(i => ctx.LoadModel(env, StepName(i)))]);
    }
}
