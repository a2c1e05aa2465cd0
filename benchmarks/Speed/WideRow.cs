using Microsoft.ML.Data;

namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>A row of 64 features.</summary>
internal sealed class WideRow
{
    [VectorType(64)]
    public float[] Features { get; set; } = [];

    public float Label { get; set; }
}
