using NeuralTrainers.Benchmarks.Accuracy;

if (args is ["--help" or "-h"])
{
    Console.WriteLine(Arguments.Usage);
    return 0;
}

try
{
    var arguments = Arguments.Parse(args);
    var runs = arguments.Runs().ToArray();
    var folder = new DataFolder(arguments.Data);
    var sets = runs.Select(run => run.Data).Distinct(StringComparer.Ordinal).Select(name => DataSetReader.Read(name, folder));
    if (arguments.Sweep)
    {
        await SweepBenchmark.RunAsync(arguments, sets).ConfigureAwait(false);
        return 0;
    }

    if (arguments.Featurizer)
    {
        var raw = new FeaturizerBenchmark(arguments);
        foreach (var data in sets)
        {
            raw.Run(data);
        }

        return 0;
    }

    var benchmark = new Benchmark(arguments);
    foreach (var group in runs.GroupBy(run => run.Data, run => run.Configuration, StringComparer.Ordinal))
    {
        var data = DataSetReader.Read(group.Key, folder);
        foreach (var configuration in group)
        {
            Console.WriteLine(benchmark.Run(data, configuration));
        }
    }

    return 0;
}
catch (Exception exception) when (exception is ArgumentException or IOException)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(Arguments.Usage);
    return 1;
}
