using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Keeps some columns, or drops some together with those that they hide.</summary>
public sealed class ColumnSelectingTransformer : ITransformer
{
    internal const string LoaderSignature = "SelectColumnsTransform";

    private static readonly VersionInfo Version = OneToOneTransformerBase.VersionOf("SELCOLST", LoaderSignature);

    private readonly bool _keeps;
    private readonly string[] _names;

    internal ColumnSelectingTransformer(bool keeps, string[] names)
    {
        if (names is not { Length: > 0 })
        {
            throw new ArgumentException("Name at least one column.", nameof(names));
        }

        _keeps = keeps;
        _names = names;
    }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => MakeMapper(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input) => new RowMapperDataView(input, MakeMapper(input.Schema));

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => MakeMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ctx.Writer.Write(_keeps);
        ValueCodec.WriteValues<ReadOnlyMemory<char>>(ctx.Writer, [.. _names.Select(n => n.AsMemory())]);
    }

    internal static ColumnSelectingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new(ctx.Reader.ReadBoolean(), [.. ValueCodec.ReadValues<ReadOnlyMemory<char>>(ctx.Reader).Select(n => n.ToString())]);
    }

    /// <summary>Those of the columns that stay: in the order they were named in when keeping, in their own order when dropping.</summary>
    internal IEnumerable<T> Select<T>(IReadOnlyCollection<T> columns, Func<T, string> nameOf)
        => Array.Find(_names, n => !columns.Any(c => nameOf(c) == n)) is { } missing ? throw SchemaShapes.Missing("input", missing)
            : _keeps ? _names.Distinct().Select(n => columns.Last(c => nameOf(c) == n))
            : columns.Where(c => !_names.Contains(nameOf(c)));

    private Mapper MakeMapper(DataViewSchema input) => new(input, [.. Select(input, c => c.Name)]);

    private sealed class Mapper : IRowToRowMapper
    {
        private readonly DataViewSchema.Column[] _columns;

        public Mapper(DataViewSchema inputSchema, DataViewSchema.Column[] columns)
        {
            _columns = columns;
            InputSchema = inputSchema;
            var builder = new DataViewSchema.Builder();
            builder.AddColumns(columns);
            OutputSchema = builder.ToSchema();
        }

        public DataViewSchema InputSchema { get; }

        public DataViewSchema OutputSchema { get; }

        public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
            => [.. dependingColumns.Select(c => _columns[c.Index])];

        public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) => new Row(this, input, activeColumns);

        private sealed class Row(Mapper mapper, DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) : DataViewRow
        {
            private readonly bool[] _active = activeColumns.ToActiveFlags(mapper.OutputSchema);

            public override long Position => input.Position;

            public override long Batch => input.Batch;

            public override DataViewSchema Schema => mapper.OutputSchema;

            public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

            public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

            public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            {
                this.CheckActive(column);
                return input.GetGetter<TValue>(mapper._columns[column.Index]);
            }

            protected override void Dispose(bool disposing)
            {
                if (disposing)
                {
                    input.Dispose();
                }

                base.Dispose(disposing);
            }
        }
    }
}

/// <summary>Makes a <see cref="ColumnSelectingTransformer"/>.</summary>
public sealed class ColumnSelectingEstimator : TrivialEstimator<ColumnSelectingTransformer>
{
    internal ColumnSelectingEstimator(bool keeps, string[] names)
        : base(new(keeps, names))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => new(Transformer.Select(inputSchema, c => c.Name));
}
