using Microsoft.ML.AutoML;

namespace NeuralTrainers;

/// <summary>Trials as AutoML reports them to monitors, whoever ran them.</summary>
internal static class ReportedTrial
{
    public static TrialRecord Of(TrialResult result)
    {
        // A result of an earlier run has the number that it had there.
        if (result is NeuralTrialResult neural)
        {
            return neural.Record with { Trial = result.TrialSettings.TrialId };
        }

        var isNumber = double.IsFinite(result.Metric) && double.IsFinite(result.Loss);
        return Draft(result.TrialSettings) with
        {
            End = isNumber ? TrialEnd.Completed : TrialEnd.NotANumber,
            Metric = result.Metric,
            Loss = isNumber ? result.Loss : double.MaxValue,
            Seconds = result.DurationInMilliseconds / 1000,
        };
    }

    public static TrialRecord Failed(TrialSettings settings, Exception? error) => Draft(settings) with
    {
        Seconds = Math.Max(0, ((settings.EndedAtUtc ?? DateTime.UtcNow) - settings.StartedAtUtc).TotalSeconds),
        Error = error?.Message,
    };

    private static TrialRecord Draft(TrialSettings settings)
    {
        var isPipeline = settings.Parameter.TryGetValue(PipelineSpace.Key, out var pipeline);
        return new()
        {
            Trial = settings.TrialId,
            End = TrialEnd.Failed,
            Metric = double.NaN,
            Loss = double.MaxValue,
            Seconds = 0,
            Pipeline = isPipeline ? PipelineSpace.Join(PipelineSpace.Steps(pipeline)) : "experiment",
            Settings = isPipeline
                ? PipelineSpace.Settings(pipeline)
                : new Dictionary<string, string>(StringComparer.Ordinal) { ["experiment"] = settings.Parameter.ToString() },
        };
    }
}
