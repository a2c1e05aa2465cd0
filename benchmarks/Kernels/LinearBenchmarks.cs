using BenchmarkDotNet.Attributes;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Benchmarks.Kernels;

/// <summary>The products of linear layers.</summary>
[MemoryDiagnoser]
public class LinearBenchmarks : IDisposable
{
    private WorkerTeam _team = null!;
    private LinearProduct _product = null!;

    /// <summary>Rows, inputs and outputs of the layers measured.</summary>
    public static IEnumerable<(int Rows, int Inputs, int Outputs)> Shapes =>
    [
        (256, 64, 256), (256, 256, 256), (1024, 128, 128), (4096, 256, 256), (256, 256, 4096), (256, 256, 10), (256,100,70)
    ];

    [ParamsSource(nameof(Shapes))]
    public (int Rows, int Inputs, int Outputs) Shape { get; set; }

    [ParamsAllValues]
    public ProductKind Kind { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _team = new WorkerTeam(Threads);
        _product = new LinearProduct(_team, Shape.Rows, Shape.Inputs, Shape.Outputs);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _team.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public void Product() => _product.Run(_team, Kind);
}
