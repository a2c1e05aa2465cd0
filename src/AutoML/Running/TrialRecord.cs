namespace NeuralTrainers;

/// <summary>What came of a trial: a line of the log.</summary>
public sealed record TrialRecord
{
    /// <summary>The trial's number in its run, from 0.</summary>
    public required int Trial { get; init; }

    /// <summary>Why it ended.</summary>
    public required TrialEnd End { get; init; }

    /// <summary>The metric on the validation data, NaN if there is none.</summary>
    public required double Metric { get; init; }

    /// <summary>The metric's name in ML.NET, or null if it is not known.</summary>
    public string? MetricName { get; init; }

    /// <summary>What trials are ranked by: the metric, or its negative if more is better. The smallest wins.</summary>
    public required double Loss { get; init; }

    /// <summary>When it started.</summary>
    public DateTime StartedAtUtc { get; init; }

    /// <summary>The trial's duration in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>The validation loss after each epoch. Empty for trainers that are not of this library.</summary>
    public IReadOnlyList<double> ValidationLosses { get; init; } = [];

    /// <summary>The steps of the pipeline that was tried, joined by <c>*</c>, by their names in the pipeline's <c>Estimators</c>.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The settings of each of these steps, by its name: JSON objects.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>The message of the exception, if there was one.</summary>
    public string? Error { get; init; }

    /// <summary>Whether trying the same again would give the same.</summary>
    internal bool IsFinished => End is not (TrialEnd.TimeUp or TrialEnd.OutOfMemory);

    /// <summary>What was tried, as text.</summary>
    internal string Key => PipelineSpace.Identity(PipelineSpace.Steps(Pipeline), step => Settings[step]);
}
