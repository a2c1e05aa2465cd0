using Microsoft.ML.Runtime;

namespace NeuralTrainers;

/// <summary>The trainers that learn several labels at once.</summary>
public sealed class MultiTaskTrainers
{
    private readonly IHostEnvironment _environment;

    internal MultiTaskTrainers(IHostEnvironment environment) => _environment = environment;

    /// <summary>Creates a <see cref="MultiTaskTrainer"/>, which trains a neural network on several labels.</summary>
    /// <param name="tasks">The labels to learn.</param>
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
    /// <exception cref="ArgumentException">
    /// An argument is out of range or contradicts another; the message names it, its value and what is allowed.
    /// </exception>
    public MultiTaskTrainer NeuralNetwork(
        IReadOnlyList<NeuralTask> tasks,
        string? featureColumnName = NeuralTrainerDefaults.FeatureColumnName,
        string? exampleWeightColumnName = null,
        IReadOnlyList<string>? categoricalColumnNames = null,
        int maximumEpochs = NeuralTrainerDefaults.MaximumEpochs,
        float learningRate = NeuralTrainerDefaults.LearningRate)
        => NeuralNetwork(new MultiTaskTrainer.Options
        {
            Tasks = tasks,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            CategoricalColumnNames = categoricalColumnNames,
            MaximumEpochs = maximumEpochs,
            LearningRate = learningRate,
        });

    /// <summary>
    /// Creates a <see cref="MultiTaskTrainer"/> with all its options, which trains a neural network on several labels.
    /// </summary>
    /// <param name="options">The options. They are copied; later changes have no effect.</param>
    /// <exception cref="ArgumentException">
    /// An option is out of range or contradicts another; the message names it, its value and what is allowed.
    /// </exception>
    public MultiTaskTrainer NeuralNetwork(MultiTaskTrainer.Options options) => new(_environment, options);
}
