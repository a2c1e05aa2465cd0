using NeuralTrainers;

namespace Microsoft.ML;

/// <summary>Adds multi-task learning to ML.NET's context.</summary>
public static class MultiTaskContextExtensions
{
    /// <summary>Trainers that learn several labels at once, and what belongs to them.</summary>
    /// <param name="mlContext">The context.</param>
    public static MultiTaskCatalog MultiTask(this MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return new MultiTaskCatalog(mlContext);
    }
}
