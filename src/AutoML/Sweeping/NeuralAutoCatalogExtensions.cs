using Microsoft.ML.AutoML;
using NeuralTrainers;

namespace Microsoft.ML;

/// <summary>Adds sweepable neural networks to AutoML.</summary>
public static class NeuralAutoCatalogExtensions
{
    /// <summary>A neural network for numbers that AutoML sweeps: give it to a <see cref="SweepablePipeline"/>, alone or beside other trainers.</summary>
    /// <param name="catalog">AutoML's catalog.</param>
    /// <param name="options">
    /// What is the same for all trials; null for the defaults. Copied. What the space is about has no effect: <c>Network</c>, <c>LearningRate</c>,
    /// <c>WeightDecay</c>, <c>BatchSize</c> and <c>EmbeddingSize</c>.
    /// </param>
    /// <param name="searchSpace">What varies; null for the default space. <see cref="NeuralSearchSpace.ForRows"/> gives one by the size of the data.</param>
    /// <exception cref="ArgumentException">An option or a range is wrong; the message names it, its value and what is allowed.</exception>
    public static SweepableEstimator NeuralRegression(
        this AutoCatalog catalog, NeuralRegressionTrainer.Options? options = null, NeuralSearchSpace? searchSpace = null) =>
        Create<NeuralRegressionTrainer.Options, NeuralRegressionTransformer>(catalog, options, searchSpace, (context, chosen) => context.Regression.Trainers.NeuralNetwork(chosen));

    /// <summary>A neural network for two classes that AutoML sweeps: give it to a <see cref="SweepablePipeline"/>, alone or beside other trainers.</summary>
    /// <param name="catalog">AutoML's catalog.</param>
    /// <param name="options">
    /// What is the same for all trials; null for the defaults. Copied. What the space is about has no effect: <c>Network</c>, <c>LearningRate</c>,
    /// <c>WeightDecay</c>, <c>BatchSize</c> and <c>EmbeddingSize</c>.
    /// </param>
    /// <param name="searchSpace">What varies; null for the default space. <see cref="NeuralSearchSpace.ForRows"/> gives one by the size of the data.</param>
    /// <exception cref="ArgumentException">An option or a range is wrong; the message names it, its value and what is allowed.</exception>
    public static SweepableEstimator NeuralBinaryClassification(
        this AutoCatalog catalog, NeuralBinaryTrainer.Options? options = null, NeuralSearchSpace? searchSpace = null) =>
        Create<NeuralBinaryTrainer.Options, NeuralBinaryTransformer>(catalog, options, searchSpace, (context, chosen) => context.BinaryClassification.Trainers.NeuralNetwork(chosen));

    /// <summary>A neural network for several classes that AutoML sweeps: give it to a <see cref="SweepablePipeline"/>, alone or beside other trainers.</summary>
    /// <param name="catalog">AutoML's catalog.</param>
    /// <param name="options">
    /// What is the same for all trials; null for the defaults. Copied. What the space is about has no effect: <c>Network</c>, <c>LearningRate</c>,
    /// <c>WeightDecay</c>, <c>BatchSize</c> and <c>EmbeddingSize</c>.
    /// </param>
    /// <param name="searchSpace">What varies; null for the default space. <see cref="NeuralSearchSpace.ForRows"/> gives one by the size of the data.</param>
    /// <exception cref="ArgumentException">An option or a range is wrong; the message names it, its value and what is allowed.</exception>
    public static SweepableEstimator NeuralMulticlassClassification(
        this AutoCatalog catalog, NeuralMulticlassTrainer.Options? options = null, NeuralSearchSpace? searchSpace = null) =>
        Create<NeuralMulticlassTrainer.Options, NeuralMulticlassTransformer>(catalog, options, searchSpace, (context, chosen) => context.MulticlassClassification.Trainers.NeuralNetwork(chosen));

    private static NeuralSweepableEstimator<TOptions, TTransformer> Create<TOptions, TTransformer>(
        AutoCatalog catalog, TOptions? options, NeuralSearchSpace? space, Func<MLContext, TOptions, NeuralTrainer<TTransformer>> create)
        where TOptions : NeuralNetworkOptions, new()
        where TTransformer : NeuralTransformer
    {
        ArgumentNullException.ThrowIfNull(catalog);
        space ??= new NeuralSearchSpace();
        space.Validate();
        var copy = (TOptions)(options ?? new TOptions()).Copy();
        copy.Validate();
        return new(copy, space, create);
    }
}
