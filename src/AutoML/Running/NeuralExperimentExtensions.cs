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
    /// <para>Compared with AutoML's own runner: trials go side by side; they are cancelled at the next batch and count with the best weights that they had,
    /// so that <c>Run</c> returns as soon as time is up; all trials stop early on the experiment's validation data; hopeless trials are stopped by successive
    /// halving; data is featurized once; only the best model is kept; a metric that is not a number cannot win; trials are logged, and a log goes on where
    /// it ended.</para>
    /// <para>The tuner tries a portfolio of good settings first, then proposes by a tree-structured Parzen estimator. It works with other trainers beside the neural
    /// ones, which end when time is up as soon as ML.NET lets them. With another tuner, set after this, trials go one after the other.</para>
    /// <para>The data must be given by <c>SetDataset(train, validation)</c>: cross-validation is not supported. An <c>EpochCompleted</c> of the trainers'
    /// options is called by several trials at once.</para>
    /// </remarks>
    /// <param name="experiment">The experiment.</param>
    /// <param name="options">How to go about it; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static AutoMLExperiment SetNeuralTrialRunner(this AutoMLExperiment experiment, NeuralSweepOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        options ??= new NeuralSweepOptions();
        options.Validate();
        var state = new SweepState(options);
        return experiment
            .SetTrialRunner(services => new NeuralTrialRunner(
                services.GetService(typeof(ITuner)) as TrialPool ?? new TrialPool(state, SweepParts.Of(services), tuner: null)))
            .SetTuner(services =>
            {
                var parts = SweepParts.Of(services);
                var seed = options.Seed ?? parts.Settings.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue);
                return new TrialPool(state, parts, new NeuralTuner(new SweptSpace(parts.Settings.SearchSpace, parts.Pipeline), parts.Pipeline, state, seed));
            });
    }
}
