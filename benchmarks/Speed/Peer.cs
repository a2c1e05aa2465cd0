using System.Diagnostics;
using System.Globalization;

namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>PyTorch in a process of its own, which times the same cases when asked. Two lines of text per question.</summary>
internal sealed class Peer : IDisposable
{
    public const string Python = "/usr/bin/python3";

    private readonly Process _process;

    private Peer(Process process, string version)
    {
        _process = process;
        Version = version;
    }

    public string Version { get; }

    /// <summary>Whether it has a CUDA card.</summary>
    public bool HasCuda => Version.EndsWith("CUDA", StringComparison.Ordinal);

    /// <summary>Starts it, or says why not and returns null.</summary>
    public static Peer? Start(int threads)
    {
        if (!File.Exists(Python))
        {
            Console.WriteLine($"No peer: there is no {Python}.");
            return null;
        }

        var start = new ProcessStartInfo(Python, [Script("speed.py"), threads.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

        SetEnvironment(start, threads);
        var process = Process.Start(start)!;
        if (process.StandardOutput.ReadLine() is { } version)
        {
            return new Peer(process, version);
        }

        process.WaitForExit();
        process.Dispose();
        Console.WriteLine("No peer: PyTorch did not start, see above.");
        return null;
    }

    /// <summary>The path of a script of benchmarks/peers.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "peers", name);

    /// <summary>What PyTorch needs to be fast.</summary>
    public static void SetEnvironment(ProcessStartInfo start, int threads)
    {
        // Without these its blocks are given back to the system after every call, and scoring runs at half speed.
        start.Environment["MALLOC_MMAP_THRESHOLD_"] = "1000000000";
        start.Environment["MALLOC_TRIM_THRESHOLD_"] = "2000000000";
        start.Environment["MALLOC_TOP_PAD_"] = "64000000";
        start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);

        // Some machine images set these to be alike everywhere; OpenBLAS then takes kernels of half the speed of those that it chooses by itself.
        start.Environment.Remove("OPENBLAS_CORETYPE");
        start.Environment.Remove("OPENBLAS_L2_SIZE");
    }

    /// <summary>Sets a case up and warms it up. False if the peer does not know it.</summary>
    public bool Prepare(string name, double warmUpSeconds) =>
        Ask(string.Create(CultureInfo.InvariantCulture, $"prepare {name} {warmUpSeconds}")) == "ok";

    /// <summary>Frees the memory of the case that was set up last.</summary>
    public void Forget() => Ask("forget");

    /// <summary>Milliseconds per call of some samples.</summary>
    public IEnumerable<double> Sample(double seconds, int callsPerSample) =>
        Ask(string.Create(CultureInfo.InvariantCulture, $"sample {seconds} {callsPerSample}"))
            .Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture));

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Ask(string question)
    {
        _process.StandardInput.WriteLine(question);
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The peer ended at '{question}'.");
    }
}
