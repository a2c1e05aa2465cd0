using System.Security.Cryptography;
using Microsoft.ML.AutoML;
using NeuralTrainers;

namespace Microsoft.ML;

/// <summary>Gives an <see cref="AutoMLExperiment"/> a runner that sweeps neural networks well.</summary>
public static class NeuralExperimentExtensions
{
    /// <summary>
    /// Sets a trial runner and a tuner for neural networks. Call it after <c>SetPipeline</c>, which sets its own.
    /// </summary>
    /// <remarks>
    /// <para>Compared with AutoML's own runner: trials are cancelled at the next batch and count with the best weights that they had, so that <c>Run</c>
    /// returns as soon as time is up; all trials stop early on the experiment's validation data; hopeless trials are stopped by successive halving; data is
    /// featurized once; only the best model is kept; a metric that is not a number cannot win; trials are logged, and a log goes on where it ended.</para>
    /// <para>The tuner tries published settings first, then proposes by a tree-structured Parzen estimator. It works with other trainers beside the neural
    /// ones, which are trained to their end.</para>
    /// <para>The data must be given by <c>SetDataset(train, validation)</c>: cross-validation is not supported.</para>
    /// </remarks>
    /// <param name="experiment">The experiment.</param>
    /// <param name="options">How to go about it; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static AutoMLExperiment SetNeuralTrialRunner(this AutoMLExperiment experiment, NeuralSweepOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        options ??= new NeuralSweepOptions();
        options.Halving?.Validate();
        var state = new SweepState(options);
        return experiment
            .SetTrialRunner(services => new NeuralTrialRunner(
                state,
                Get<MLContext>(services, "an MLContext"),
                Get<SweepablePipeline>(services, "SetPipeline"),
                Get<IDatasetManager>(services, "SetDataset(train, validation)") as ITrainValidateDatasetManager
                    ?? throw new NotSupportedException("Neural sweeps validate on one data set: use SetDataset(train, validation), not folds."),
                Get<IEvaluateMetricManager>(services, "SetRegressionMetric, SetBinaryClassificationMetric or SetMulticlassClassificationMetric")))
            .SetTuner(services =>
            {
                var settings = Get<AutoMLExperiment.AutoMLExperimentSettings>(services, "its settings");
                var seed = options.Seed ?? settings.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue);
                var pipeline = Get<SweepablePipeline>(services, "SetPipeline");
                return new NeuralTuner(new SweptSpace(settings.SearchSpace, pipeline), pipeline, state, seed);
            });
    }

    private static T Get<T>(IServiceProvider services, string setter)
        where T : class =>
        services.GetService(typeof(T)) as T ?? throw new InvalidOperationException($"The experiment lacks {setter}: call it before it runs.");
}
