using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers;

/// <summary>
/// A fitted transformer that adds columns to data, row by row. Nothing is read or computed before a value is asked for. Safe for use by
/// several threads.
/// </summary>
public abstract class RowTransformer : ITransformer
{
    private protected RowTransformer()
    {
    }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The schema of the data with the added columns.</summary>
    /// <param name="inputSchema">The schema of the data.</param>
    /// <exception cref="ArgumentException">A column that is read is missing or of another type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <summary>The data with the added columns. Lazy.</summary>
    /// <param name="input">The data.</param>
    /// <exception cref="ArgumentException">A column that is read is missing or of another type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new DataView.MappedDataView(input, Bind(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => new DataView.RowMapper(Bind(inputSchema));

    void ICanSaveModel.Save(ModelSaveContext ctx) => Save(ctx);

    internal abstract DataView.RowMap CreateMap(DataViewSchema inputSchema);

    internal abstract void Save(ModelSaveContext context);

    private DataView.RowMap Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return CreateMap(inputSchema);
    }
}
