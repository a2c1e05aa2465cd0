using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers;

/// <summary>
/// A fitted model as an ML.NET transformer: adds the model's columns to data. Nothing is read or computed before a value is asked for.
/// Safe for use by several threads.
/// </summary>
/// <typeparam name="TModel">The type of the model's parameters.</typeparam>
public abstract class PredictionTransformer<TModel>
    : RowTransformer, ISingleFeaturePredictionTransformer<TModel>, ISingleFeaturePredictionTransformer
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
}
