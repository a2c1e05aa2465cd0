using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>What a trial tries.</summary>
public class TrialSettings
{
    public int TrialId { get; set; }

    public DateTime StartedAtUtc { get; set; }

    public DateTime? EndedAtUtc { get; set; }

    public Parameter Parameter { get; set; }
}

/// <summary>What came of a trial; the smallest loss wins.</summary>
public class TrialResult
{
    public TrialSettings TrialSettings { get; set; }

    public ITransformer Model { get; set; }

    public double Loss { get; set; }

    public double Metric { get; set; }

    public double DurationInMilliseconds { get; set; }
}

/// <summary>Runs one trial.</summary>
public interface ITrialRunner : IDisposable
{
    Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct);
}

/// <summary>Says what to try next.</summary>
public interface ITuner
{
    Parameter Propose(TrialSettings settings);

    void Update(TrialResult result);
}

/// <summary>Is told how an experiment goes.</summary>
public interface IMonitor
{
    void ReportCompletedTrial(TrialResult result);

    void ReportBestTrial(TrialResult result);

    void ReportFailTrial(TrialSettings settings, Exception exception = null);

    void ReportRunningTrial(TrialSettings settings);
}

/// <summary>Where the data of an experiment comes from.</summary>
public interface IDatasetManager;

/// <summary>Data to train on and data to rank trials by.</summary>
public interface ITrainValidateDatasetManager : IDatasetManager
{
    IDataView LoadTrainDataset(MLContext context, TrialSettings settings);

    IDataView LoadValidateDataset(MLContext context, TrialSettings settings);
}

/// <summary>What trials are ranked by.</summary>
public interface IMetricManager
{
    bool IsMaximize { get; }

    string MetricName { get; }
}

/// <summary>Computes what trials are ranked by.</summary>
public interface IEvaluateMetricManager : IMetricManager
{
    double Evaluate(MLContext context, IDataView eval);
}

public enum RegressionMetric
{
    MeanAbsoluteError,
    MeanSquaredError,
    RootMeanSquaredError,
    RSquared,
}

public enum BinaryClassificationMetric
{
    Accuracy,
    AreaUnderRocCurve,
    AreaUnderPrecisionRecallCurve,
    F1Score,
}

public enum MulticlassClassificationMetric
{
    MicroAccuracy,
    MacroAccuracy,
    LogLoss,
}
