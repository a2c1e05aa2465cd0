using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Keeps the rows of a table behind until they are read.</summary>
internal interface ILazyRows
{
    /// <summary>Brings the named rows up to date.</summary>
    void BringUpToDate(WorkerTeam team, TouchedRows rows);
}
