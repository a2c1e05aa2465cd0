using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers;

/// <summary>
/// A fitted model as an ML.NET transformer: adds the model's columns to data. Nothing is read or computed before a value is asked for.
/// Safe for use by several threads.
/// </summary>
/// <typeparam name="TModel">The type of the model's parameters.</typeparam>
public abstract class PredictionTransformer<TModel> : ISingleFeaturePredictionTransformer<TModel>, ISingleFeaturePredictionTransformer
    where TModel : class
{
    // ML.NET's own code asks for the second, internal interface where it meets a transformer whose model type it does not know.
    private protected PredictionTransformer(TModel model) => Model = model;

    /// <inheritdoc/>
    public TModel Model { get; }

    /// <summary>The name of the feature column, or null if the model reads categorical columns only.</summary>
    public abstract string? FeatureColumnName { get; }

    /// <summary>The type of the feature column, or null if the model reads categorical columns only.</summary>
    public abstract DataViewType? FeatureColumnType { get; }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The schema of the data with the model's columns.</summary>
    /// <param name="inputSchema">The schema of the data.</param>
    /// <exception cref="ArgumentException">A column that the model reads is missing or of another type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <summary>The data with the model's columns. Lazy.</summary>
    /// <param name="input">The data.</param>
    /// <exception cref="ArgumentException">A column that the model reads is missing or of another type.</exception>
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
