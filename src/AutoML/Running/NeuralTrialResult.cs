using Microsoft.ML.AutoML;

namespace NeuralTrainers;

/// <summary>A trial's result with what became of it: monitors of a sweep get it where AutoML's own runner gives a <see cref="TrialResult"/>.</summary>
public sealed class NeuralTrialResult : TrialResult
{
    /// <summary>The trial's settings, curve, seconds, and why it ended.</summary>
    public required TrialRecord Record { get; init; }
}
