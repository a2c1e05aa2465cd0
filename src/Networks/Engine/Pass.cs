using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>One run through a graph.</summary>
/// <param name="Batch">The rows.</param>
/// <param name="Team">The threads.</param>
/// <param name="Training">Whether dropout and masking are on.</param>
/// <param name="Seed">The seed of the run's random choices.</param>
/// <param name="Step">The number of the training step, by which random choices are drawn.</param>
/// <param name="WeightScale">The factor on the row weights in losses.</param>
internal readonly record struct Pass(Batch Batch, WorkerTeam Team, bool Training, ulong Seed, ulong Step, float WeightScale = 1f)
{
    public int Rows => Batch.Count;
}
