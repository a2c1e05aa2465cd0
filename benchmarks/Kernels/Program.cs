using BenchmarkDotNet.Running;
using NeuralTrainers.Benchmarks.Kernels;

if (args.Contains("--quick"))
{
    Quick.Run();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Quick).Assembly).Run(args);
}
