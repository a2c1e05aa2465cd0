namespace NeuralTrainers.Networks.Kernels;

/// <summary>Work that a <see cref="WorkerTeam"/> splits into independent, numbered chunks.</summary>
internal interface IChunkWork
{
    /// <summary>Does one chunk. Called once per chunk, from any thread of the team, possibly at the same time as other chunks.</summary>
    void Execute(int chunk);
}
