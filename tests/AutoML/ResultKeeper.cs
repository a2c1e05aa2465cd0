namespace NeuralTrainers.AutoML.Tests;

/// <summary>Keeps every result, as AutoML's own monitor does.</summary>
internal sealed class ResultKeeper : IMonitor
{
    public List<TrialResult> Results { get; } = [];

    public bool AllowsFailures { get; init; }

    /// <summary>The number of the trial whose start it throws at.</summary>
    public int? FailsAtTrial { get; init; }

    public List<TrialSettings> Failures { get; } = [];

    public void ReportCompletedTrial(TrialResult result) => Results.Add(result);

    public void ReportBestTrial(TrialResult result)
    {
        // The result was reported as completed before.
    }

    public void ReportFailTrial(TrialSettings settings, Exception? exception = null)
    {
        Assert.IsTrue(AllowsFailures, $"Trial {settings.TrialId} failed: {exception}");
        Failures.Add(settings);
    }

    public void ReportRunningTrial(TrialSettings settings)
    {
        if (settings.TrialId == FailsAtTrial)
        {
            throw new InvalidOperationException("The monitor cannot.");
        }
    }
}
