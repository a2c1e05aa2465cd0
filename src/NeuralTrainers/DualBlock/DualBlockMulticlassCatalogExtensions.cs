using Microsoft.ML;
using NeuralTrainers;
using NeuralTrainers.DataView;

namespace Microsoft.ML;

/// <summary>Adds dual-block networks to the multiclass classification trainers.</summary>
public static class DualBlockMulticlassCatalogExtensions
{
    /// <summary>
    /// Creates a <see cref="DualBlockMulticlassTrainer"/>, which trains a network for multiclass classification of a value that often stays as it is.
    /// </summary>
    /// <param name="catalog">The trainers of the catalog.</param>
    /// <param name="labelColumnName">The name of the label column: keys, as MapValueToKey makes them, none of them missing.</param>
    /// <param name="previousColumnName">The name of the column of the label's previous values: keys that stand for the same values as the label's, 0 where they are missing.</param>
    /// <param name="featureColumnName">
    /// The name of the feature column: a Single, or a vector of Single of known size. Null if there are categorical columns only.
    /// </param>
    /// <param name="exampleWeightColumnName">
    /// The name of the column of row weights: Singles, 0 or above. Null if all rows weigh the same.
    /// </param>
    /// <param name="categoricalColumnNames">
    /// The names of the categorical columns: keys, as MapValueToKey makes them. Null for those that TabularFeaturizer made, if there are any.
    /// </param>
    /// <param name="maximumEpochs">The largest number of passes over the training rows. At least 1.</param>
    /// <param name="learningRate">The learning rate. Above 0.</param>
    public static DualBlockMulticlassTrainer DualBlock(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = NeuralTrainerDefaults.LabelColumnName,
        string previousColumnName = DualBlockDefaults.PreviousColumnName,
        string? featureColumnName = NeuralTrainerDefaults.FeatureColumnName,
        string? exampleWeightColumnName = null,
        IReadOnlyList<string>? categoricalColumnNames = null,
        int maximumEpochs = NeuralTrainerDefaults.MaximumEpochs,
        float learningRate = NeuralTrainerDefaults.LearningRate)
        => catalog.DualBlock(new DualBlockMulticlassTrainer.Options
        {
            LabelColumnName = labelColumnName,
            PreviousColumnName = previousColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            CategoricalColumnNames = categoricalColumnNames,
            MaximumEpochs = maximumEpochs,
            LearningRate = learningRate,
        });

    /// <summary>
    /// Creates a <see cref="DualBlockMulticlassTrainer"/> with all its options, which trains a network for multiclass classification of a value that often
    /// stays as it is.
    /// </summary>
    /// <param name="catalog">The trainers of the catalog.</param>
    /// <param name="options">The options. They are copied; later changes have no effect.</param>
    /// <exception cref="ArgumentException">
    /// An option is out of range or contradicts another; the message names it, its value and what is allowed.
    /// </exception>
    public static DualBlockMulticlassTrainer DualBlock(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, DualBlockMulticlassTrainer.Options options)
        => new(HostEnvironments.Of(catalog), options);
}
