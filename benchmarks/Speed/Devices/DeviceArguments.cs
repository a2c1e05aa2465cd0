using System.Globalization;

namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>What <c>--devices</c> can be told.</summary>
internal sealed class DeviceArguments(IReadOnlyList<string> arguments)
{
    /// <summary>mlp, residual or both.</summary>
    public IReadOnlyList<string> Networks { get; } = Value(arguments, "--networks", "mlp,residual").Split(',');

    public IReadOnlyList<int> Widths { get; } = Numbers(arguments, "--widths", "256,512,1024,2048");

    public IReadOnlyList<int> Batches { get; } = Numbers(arguments, "--batches", "256,1024,4096,65536");

    /// <summary>Texts of which one must be in a column's name.</summary>
    public IReadOnlyList<string> Columns { get; } = Value(arguments, "--columns", "").Split(',');

    /// <summary>In which numbers matrices are multiplied: without a word all that a card has, and float32 elsewhere.</summary>
    public IEnumerable<MatrixPrecision> Precisions(TrainingDevice device) => Value(arguments, "--precisions", device == TrainingDevice.Cuda ? AllPrecisions : $"{MatrixPrecision.Float32}")
        .Split(',').Select(Enum.Parse<MatrixPrecision>);

    /// <summary>The seconds of a case on a device.</summary>
    public double Seconds { get; } = Number(arguments, "--seconds", "3");

    /// <summary>The seconds of the longest step that is worth waiting for.</summary>
    public double LongestStep { get; } = Number(arguments, "--longest", "20");

    /// <summary>The rows of a whole fit of one epoch, or 0 for none.</summary>
    public int FitRows { get; } = (int)Number(arguments, "--fit-rows", "10000000");

    public int FitWidth { get; } = (int)Number(arguments, "--fit-width", "512");

    public int FitBatch { get; } = (int)Number(arguments, "--fit-batch", "4096");

    public int Threads { get; } = (int)Number(arguments, "--threads", $"{Environment.ProcessorCount}");

    public bool HasPeer { get; } = !arguments.Contains("--no-peer");

    private static string AllPrecisions => string.Join(',', Enum.GetNames<MatrixPrecision>());

    private static string Value(IReadOnlyList<string> arguments, string name, string missing) =>
        arguments.SkipWhile(argument => argument != name).Skip(1).FirstOrDefault(missing);

    private static double Number(IReadOnlyList<string> arguments, string name, string missing) =>
        double.Parse(Value(arguments, name, missing), CultureInfo.InvariantCulture);

    private static int[] Numbers(IReadOnlyList<string> arguments, string name, string missing) =>
        [.. Value(arguments, name, missing).Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
}
