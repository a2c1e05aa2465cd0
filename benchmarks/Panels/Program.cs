using NeuralTrainers.Benchmarks.Panels;

if (args is ["--help" or "-h"])
{
    Console.WriteLine(Arguments.Usage);
    return 0;
}

try
{
    var arguments = Arguments.Parse(args);
    var benchmark = new Benchmark(arguments);
    foreach (var name in Panel.Names)
    {
        string[] targets = name == "nlswork" ? ["Industry", "Occupation", "LogWage"] : ["Industry", "LogWage"];
        foreach (var target in targets.Where(target => arguments.Only.Count == 0 || arguments.Only.Contains($"{name}:{target}")))
        {
            benchmark.Run(Panel.Read(name, arguments.Data), name, target);
        }
    }

    return 0;
}
catch (Exception exception) when (exception is ArgumentException or FormatException or IOException)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(Arguments.Usage);
    return 1;
}
