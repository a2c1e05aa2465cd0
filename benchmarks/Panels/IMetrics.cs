namespace NeuralTrainers.Benchmarks.Panels;

/// <summary>How good predictions are.</summary>
internal interface IMetrics
{
    IReadOnlyList<(string Name, double Value)> Values { get; }
}
