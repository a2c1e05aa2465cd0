using Microsoft.ML;
using Microsoft.ML.SearchSpace;

namespace NeuralTrainers;

/// <summary>A sweepable trainer of this library: its fits can be watched, cancelled, and stopped by validation rows that all trials share.</summary>
internal interface INeuralSweepable
{
    /// <summary>What is swept.</summary>
    NeuralSearchSpace Space { get; }

    /// <summary>Trains one point of the space.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before the first epoch was complete.</exception>
    NeuralTransformer Fit(
        MLContext context, Parameter parameter, IDataView train, IDataView validation, Action<EpochRecord> epochCompleted, CancellationToken cancellation);
}
