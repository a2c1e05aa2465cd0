using Microsoft.ML;

namespace NeuralTrainers.DataView;

/// <summary>Makes <see cref="TrainerInfo"/>s, whose constructor is internal.</summary>
internal static class TrainerInfos
{
    /// <summary>A trainer that normalizes by itself, reads the data once, uses a validation set, and can go on training.</summary>
    public static TrainerInfo NeuralNetwork { get; } = new(
        normalization: false,
        calibration: false,
        caching: false,
        supportValid: true,
        supportIncrementalTrain: true);
}
