using BenchmarkDotNet.Attributes;

namespace NeuralTrainers.Benchmarks.Kernels;

/// <summary>One row through a network of 64-256-256-1.</summary>
[MemoryDiagnoser]
public class OneRowBenchmarks
{
    private readonly OneRowNetwork _network = new(64, 256, 256, 1);

    [Benchmark]
    public void Score() => _network.Run();
}
