using Microsoft.ML;
using Microsoft.ML.SearchSpace;

namespace NeuralTrainers;

/// <summary>A sweepable trainer of this library: its fits can be watched, cancelled, and stopped by validation rows that all trials share.</summary>
internal interface INeuralSweepable
{
    /// <summary>What is swept.</summary>
    NeuralSearchSpace Space { get; }

    /// <summary>What is the same for all trials.</summary>
    NeuralNetworkOptions Options { get; }

    /// <summary>Trains one point of the space.</summary>
    /// <param name="context">The trial's context.</param>
    /// <param name="parameter">The point.</param>
    /// <param name="train">The training rows.</param>
    /// <param name="validation">The rows that all trials are compared by.</param>
    /// <param name="threads">The number of threads where the options do not say it; null for all cores.</param>
    /// <param name="epochCompleted">Called after each epoch.</param>
    /// <param name="cancellation">Ends training; once an epoch is complete, the best network so far is what was trained.</param>
    /// <exception cref="OperationCanceledException">Cancelled before the first epoch was complete.</exception>
    NeuralTransformer Fit(
        MLContext context,
        Parameter parameter,
        IDataView train,
        IDataView validation,
        int? threads,
        Action<EpochRecord> epochCompleted,
        CancellationToken cancellation);
}
