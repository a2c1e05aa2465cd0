namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>Who runs the trials of a sweep, and proposes them.</summary>
internal enum SweepRunner
{
    /// <summary>This library's runner and tuner.</summary>
    Neural,

    /// <summary>AutoML's own runner and tuner.</summary>
    Stock,
}
