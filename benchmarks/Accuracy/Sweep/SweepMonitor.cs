using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.AutoML;

namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>Counts how the trials of a run ended.</summary>
/// <param name="printsMemory">Whether to print how much memory is in use after every 20 trials.</param>
internal sealed class SweepMonitor(bool printsMemory) : IMonitor
{
    private const int TrialsBetween = 20;
    private readonly SortedDictionary<string, int> _ends = new(StringComparer.Ordinal);

    public int Trials => _ends.Values.Sum();

    /// <summary>The number of trials by how they ended. AutoML's own runner knows completed and failed trials only.</summary>
    public IReadOnlyDictionary<string, int> Ends => _ends;

    public void ReportCompletedTrial(TrialResult result) => Count(result is NeuralTrialResult neural ? neural.Record.End : TrialEnd.Completed);

    public void ReportFailTrial(TrialSettings settings, Exception? exception = null)
    {
        Console.WriteLine($"trial {settings.TrialId} failed: {exception?.Message}");
        Count(TrialEnd.Failed);
    }

    public void ReportBestTrial(TrialResult result)
    {
        // The experiment returns it in the end.
    }

    public void ReportRunningTrial(TrialSettings settings)
    {
        // What counts is how it ends.
    }

    private void Count(TrialEnd end)
    {
        _ends[$"{end}"] = _ends.GetValueOrDefault($"{end}") + 1;
        if (printsMemory && Trials % TrialsBetween == 0)
        {
            PrintMemory();
        }
    }

    // What the collector could give back to the system is no leak, and a model that only waits to be collected neither.
    private void PrintMemory()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"memory | trials={Trials} resident_mb={process.WorkingSet64 / 1e6:0} managed_mb={GC.GetTotalMemory(forceFullCollection: false) / 1e6:0}"));
    }
}
