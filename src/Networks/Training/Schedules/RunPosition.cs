using System.Runtime.InteropServices;

namespace NeuralTrainers;

/// <summary>Where in a training run a learning rate is asked for.</summary>
/// <param name="Progress">From 0 at the first batch to 1 after the last batch of the last epoch.</param>
/// <param name="History">The epochs that are complete.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RunPosition(double Progress, IReadOnlyList<EpochRecord> History);
