using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>What the neural-network trainers have in common.</summary>
/// <typeparam name="TTransformer">The type of the fitted transformer.</typeparam>
public abstract class NeuralTrainer<TTransformer> : ITrainerEstimator<TTransformer, NeuralModelParameters>
    where TTransformer : NeuralTransformer
{
    private readonly IHostEnvironment _environment;
    private readonly NeuralNetworkOptions _options;

    private protected NeuralTrainer(IHostEnvironment environment, NeuralNetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Copy();
        _options.Validate();
        _environment = environment;
    }

    /// <summary>What the trainer wants and can do: it normalizes by itself, reads the data once, and can go on training.</summary>
    public TrainerInfo Info => TrainerInfos.NeuralNetwork;

    /// <summary>Trains a network. Some rows are kept for validation, see <see cref="NeuralNetworkOptions.ValidationFraction"/>.</summary>
    /// <param name="input">The training data.</param>
    /// <exception cref="ArgumentException">A column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidOperationException">
    /// There is no row, or a value is missing or not finite; the message names column and row.
    /// </exception>
    /// <exception cref="OperationCanceledException">Training was cancelled before its first epoch was complete.</exception>
    public TTransformer Fit(IDataView input) => Fit(input, validationData: null);

    /// <summary>Trains a network, with early stopping on other data.</summary>
    /// <param name="trainData">The training data.</param>
    /// <param name="validationData">
    /// The data that decides early stopping and which weights are best; null to keep some training rows for it.
    /// </param>
    /// <inheritdoc cref="Fit(IDataView)" path="/exception"/>
    public TTransformer Fit(IDataView trainData, IDataView? validationData) => Fit(trainData, validationData, previousModel: null);

    /// <summary>
    /// Goes on training from an earlier model. The network, its embeddings, the scale of its labels and of its features stay those of the
    /// earlier model; the options about them have no effect.
    /// </summary>
    /// <param name="trainData">The training data, with the same columns, keys and classes as for the earlier model.</param>
    /// <param name="validationData">
    /// The data that decides early stopping and which weights are best; null to keep some training rows for it.
    /// </param>
    /// <param name="previousModel">The earlier model; null to start anew.</param>
    /// <inheritdoc cref="Fit(IDataView)" path="/exception"/>
    public TTransformer Fit(IDataView trainData, IDataView? validationData, NeuralModelParameters? previousModel)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        var schema = SchemaShapes.Of(trainData.Schema);
        var options = _options.For(schema);
        CheckColumns(schema, options);
        if (validationData is not null)
        {
            CheckColumns(SchemaShapes.Of(validationData.Schema), options);
        }

        return CreateTransformer(new NetworkFitter(_environment, options).Fit(trainData, validationData, previousModel));
    }

    /// <summary>The columns of the data with those that the fitted model adds.</summary>
    /// <param name="inputSchema">The columns of the data.</param>
    /// <exception cref="ArgumentException">A column is missing or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        CheckColumns(inputSchema, _options.For(inputSchema));
        return SchemaShapes.With(inputSchema, [.. _options.Definitions.Where(task => !task.Head.IsAuxiliary).SelectMany(task =>
        {
            SchemaShapes.TryFind(inputSchema, task.LabelColumnName, out var label);
            return task.OutputShape(label);
        })]);
    }

    private protected abstract TTransformer CreateTransformer(NeuralModelParameters model);

    // Sizes do not matter here: a schema's shape does not know them.
    private static void CheckColumns(SchemaShape schema, NeuralNetworkOptions options) => new RowLayout
    {
        Features = options.FeatureColumnName is { } features ? new FeatureColumn(features, Size: null, IsSparse: false) : null,
        Keys = [.. options.KeyColumnNames.Select(name => new KeyColumn(name, Cardinality: 0))],
        Previous = options.PreviousColumn(_ => 0),
        Labels = [.. options.Definitions.Select(task => task.LabelColumn)],
        WeightColumnName = options.ExampleWeightColumnName,
    }.CheckTypes(schema);
}
