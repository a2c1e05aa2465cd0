using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>One run through a graph.</summary>
/// <param name="Batch">The rows.</param>
/// <param name="Team">The threads.</param>
/// <param name="Training">Whether dropout and masking are on.</param>
/// <param name="Seed">The seed of the run's random choices.</param>
/// <param name="Step">The number of the training step, by which random choices are drawn.</param>
internal readonly record struct Pass(Batch Batch, WorkerTeam Team, bool Training, ulong Seed, ulong Step)
{
    public int Rows => Batch.Count;
}
