namespace NeuralTrainers.AutoML.Tests;

/// <summary>A metric, computed as an experiment does.</summary>
internal sealed class RaceMetric(bool isMaximize, Func<MLContext, IDataView, double> evaluate) : IEvaluateMetricManager
{
    public static RaceMetric Rmse { get; } = new(false, (context, data) => context.Regression.Evaluate(data, nameof(House.Price)).RootMeanSquaredError);

    public static RaceMetric Auc { get; } = new(true, (context, data) => context.BinaryClassification.EvaluateNonCalibrated(data, nameof(House.IsDear)).AreaUnderRocCurve);

    public static RaceMetric LogLoss { get; } = new(false, (context, data) => context.MulticlassClassification.Evaluate(data, nameof(House.Class)).LogLoss);

    public bool IsMaximize => isMaximize;

    public string MetricName => nameof(RaceMetric);

    public double Evaluate(MLContext context, IDataView eval) => evaluate(context, eval);
}
