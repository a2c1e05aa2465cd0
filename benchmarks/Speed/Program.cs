using System.Globalization;
using NeuralTrainers.Benchmarks.Kernels;
using NeuralTrainers.Benchmarks.Speed;
using NeuralTrainers.Networks.Kernels;

if (args is [Child.Flag, DeviceBenchmark.Flag, ..])
{
    new DeviceBenchmark(new DeviceArguments(args)).Run();
    return 0;
}

if (args.Contains(DeviceBenchmark.Flag))
{
    return Child.Repeat(args.Where(argument => argument != DeviceBenchmark.Flag).Prepend(DeviceBenchmark.Flag), new DeviceArguments(args).Threads);
}

if (args is [Child.Flag, var task, var argument])
{
    Child.Run(task, argument);
    return 0;
}

// Usage: --devices for training on every device that is there, with the arguments of DeviceArguments; or [--only TEXT] cases whose name contains the text; [--quick] a fifth of the time; [--threads N], 2 if not given; [--no-peer];
// [--data FOLDER] of the text files that whole fits read.
var quick = args.Contains("--quick");
var only = Argument("--only", "");
var threads = int.Parse(Argument("--threads", "2"), CultureInfo.InvariantCulture);
var rounds = quick ? 5 : 25;
var warmUpSeconds = quick ? 1 : 2;
const double secondsPerRound = 0.2;

using var team = new WorkerTeam(threads);
using var peer = args.Contains("--no-peer") ? null : Peer.Start(threads);
Console.WriteLine($"{threads} threads; peer: {peer?.Version ?? "none"}; medians, rounds of ours and the peer's in turn.");
var lines = new List<string>();
var cases = TrainingCases.All(threads).Concat(ScoringCases.All(threads)).Concat(MLNetCases.All());
foreach (var speedCase in cases.Where(speedCase => speedCase.Name.Contains(only)))
{
    lines.Add(Measure(speedCase));
}

lines.AddRange(ProcessCases.Run(only, Argument("--data", Path.Combine("..", "shared", "data")), quick ? 1 : 5, peer is not null, threads));
Console.WriteLine();
lines.ForEach(Console.WriteLine);
return 0;

string Argument(string name, string missing) => args.SkipWhile(arg => arg != name).Skip(1).FirstOrDefault(missing);

string Measure(SpeedCase speedCase)
{
    using var ours = speedCase.Create();
    ours.WarmUp(warmUpSeconds);
    var hasPeer = peer is not null && peer.Prepare(speedCase.Name, warmUpSeconds);
    var peers = new List<double>();
    double peak = 0;
    for (var round = 0; round < rounds; round++)
    {
        if (speedCase.Flops > 0)
        {
            peak = Math.Max(peak, Peak.Measure(team));
        }

        ours.Sample(secondsPerRound, speedCase.CallsPerSample);
        if (hasPeer)
        {
            peers.AddRange(peer!.Sample(secondsPerRound, speedCase.CallsPerSample));
        }
    }

    var text = FormattableString.Invariant($"{speedCase.Name,-20} ours {ours.Median:F4} ms, {speedCase.Rows / ours.Median * 1000:N0} rows/s");
    if (speedCase.Flops > 0)
    {
        var speed = speedCase.Flops / ours.Median / 1e6;
        text += FormattableString.Invariant($", {speed:F0} GFLOP/s: {speed / peak:P0} of the {peak:F0} measured beside it");
    }

    Console.WriteLine(text);
    return hasPeer
        ? FormattableString.Invariant(
            $"case={speedCase.Name} ours={ours.Median:F4} peer={Statistics.Median(peers):F4} ratio={Statistics.Median(peers) / ours.Median:F2}")
        : FormattableString.Invariant($"case={speedCase.Name} ours={ours.Median:F4}");
}
