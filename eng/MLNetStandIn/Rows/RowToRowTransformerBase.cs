namespace Microsoft.ML.Data;

/// <summary>Base of the transformers that add columns computed from the row alone.</summary>
public abstract class RowToRowTransformerBase : ITransformer
{
    private protected RowToRowTransformerBase()
    {
    }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => MakeMapper(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input) => new RowMapperDataView(input, MakeMapper(input.Schema));

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => MakeMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => SaveModel(ctx);

    /// <summary>The columns to add to data of <paramref name="inputSchema"/>.</summary>
    /// <exception cref="ArgumentException">A source column is missing or of a type that cannot be used.</exception>
    private protected abstract IReadOnlyList<ComputedColumn> Compute(DataViewSchema inputSchema);

    private protected abstract void SaveModel(ModelSaveContext ctx);

    private ComputedColumnMapper MakeMapper(DataViewSchema inputSchema) => new(inputSchema, Compute(inputSchema));
}
