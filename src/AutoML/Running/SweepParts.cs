using Microsoft.ML;
using Microsoft.ML.AutoML;

namespace NeuralTrainers;

/// <summary>What an experiment is made of.</summary>
/// <param name="NewContext">Makes a context: each trial has its own, so that it can be cancelled and draws its own random numbers.</param>
/// <param name="Pipeline">What is swept.</param>
/// <param name="Data">The training and validation rows.</param>
/// <param name="Metric">What trials are ranked by.</param>
/// <param name="Settings">The experiment's limits.</param>
/// <param name="Monitor">Gives what is told of trials, or null.</param>
internal sealed record SweepParts(
    Func<MLContext> NewContext,
    SweepablePipeline Pipeline,
    ITrainValidateDatasetManager Data,
    IEvaluateMetricManager Metric,
    AutoMLExperiment.AutoMLExperimentSettings Settings,
    Func<IMonitor?> Monitor)
{
    /// <summary>Finds the parts.</summary>
    /// <exception cref="InvalidOperationException">One was not set.</exception>
    public static SweepParts Of(IServiceProvider services) => new(
        () => Get<MLContext>(services, "an MLContext"),
        Get<SweepablePipeline>(services, "SetPipeline"),
        Get<IDatasetManager>(services, "SetDataset(train, validation)") as ITrainValidateDatasetManager
            ?? throw new NotSupportedException("Neural sweeps validate on one data set: use SetDataset(train, validation), not folds."),
        Get<IEvaluateMetricManager>(services, "SetRegressionMetric, SetBinaryClassificationMetric or SetMulticlassClassificationMetric"),
        Get<AutoMLExperiment.AutoMLExperimentSettings>(services, "its settings"),
        () => services.GetService(typeof(IMonitor)) as IMonitor);

    private static T Get<T>(IServiceProvider services, string setter)
        where T : class =>
        services.GetService(typeof(T)) as T ?? throw new InvalidOperationException($"The experiment lacks {setter}: call it before it runs.");
}
