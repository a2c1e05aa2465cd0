using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>Gives an experiment its data, its metric and its pipeline.</summary>
public static class AutoMLExperimentExtension
{
    public static AutoMLExperiment SetDataset(this AutoMLExperiment experiment, IDataView train, IDataView validation) =>
        experiment.Add<IDatasetManager>(_ => new Dataset(train, validation));

    public static AutoMLExperiment SetRegressionMetric(
        this AutoMLExperiment experiment, RegressionMetric metric, string labelColumn = "Label", string scoreColumn = "Score")
    {
        return experiment.SetMetric($"{metric}", metric == RegressionMetric.RSquared, (context, data) => Value(context.Regression.Evaluate(data, labelColumn, scoreColumn)));

        double Value(Data.RegressionMetrics metrics) => metric switch
        {
            RegressionMetric.MeanAbsoluteError => metrics.MeanAbsoluteError,
            RegressionMetric.MeanSquaredError => metrics.MeanSquaredError,
            RegressionMetric.RootMeanSquaredError => metrics.RootMeanSquaredError,
            _ => metrics.RSquared,
        };
    }

    public static AutoMLExperiment SetBinaryClassificationMetric(
        this AutoMLExperiment experiment, BinaryClassificationMetric metric, string labelColumn = "label", string predictedColumn = "PredictedLabel")
    {
        return experiment.SetMetric(
            $"{metric}", true, (context, data) => Value(context.BinaryClassification.EvaluateNonCalibrated(data, labelColumn, predictedLabelColumnName: predictedColumn)));

        double Value(Data.BinaryClassificationMetrics metrics) => metric switch
        {
            BinaryClassificationMetric.Accuracy => metrics.Accuracy,
            BinaryClassificationMetric.AreaUnderRocCurve => metrics.AreaUnderRocCurve,
            BinaryClassificationMetric.AreaUnderPrecisionRecallCurve => metrics.AreaUnderPrecisionRecallCurve,
            _ => metrics.F1Score,
        };
    }

    public static AutoMLExperiment SetMulticlassClassificationMetric(
        this AutoMLExperiment experiment, MulticlassClassificationMetric metric, string labelColumn = "label", string predictedColumn = "PredictedLabel")
    {
        return experiment.SetMetric(
            $"{metric}",
            metric != MulticlassClassificationMetric.LogLoss,
            (context, data) => Value(context.MulticlassClassification.Evaluate(data, labelColumn, predictedLabelColumnName: predictedColumn)));

        double Value(Data.MulticlassClassificationMetrics metrics) => metric switch
        {
            MulticlassClassificationMetric.MicroAccuracy => metrics.MicroAccuracy,
            MulticlassClassificationMetric.MacroAccuracy => metrics.MacroAccuracy,
            _ => metrics.LogLoss,
        };
    }

    /// <summary>Also sets a plain runner, and a tuner: here one that draws at random, whereas the package's searches.</summary>
    public static AutoMLExperiment SetPipeline(this AutoMLExperiment experiment, SweepablePipeline pipeline) => experiment
        .AddSearchSpace(AutoMLExperiment.PipelineSearchSpaceName, pipeline.SearchSpace)
        .Add(_ => pipeline)
        .SetTrialRunner(services => new PipelineRunner(services))
        .SetRandomSearchTuner();

    public static AutoMLExperiment SetRandomSearchTuner(this AutoMLExperiment experiment, int? seed = null) =>
        experiment.SetTuner(services => new RandomSearchTuner(services.Get<AutoMLExperiment.AutoMLExperimentSettings>(), seed));

    private static AutoMLExperiment SetMetric(this AutoMLExperiment experiment, string name, bool isMaximize, Func<MLContext, IDataView, double> evaluate) =>
        experiment.Add<IEvaluateMetricManager>(_ => new Metric(name, isMaximize, evaluate));

    private static T Get<T>(this IServiceProvider services) => (T)services.GetService(typeof(T));

    private sealed class Dataset(IDataView train, IDataView validation) : ITrainValidateDatasetManager
    {
        public IDataView LoadTrainDataset(MLContext context, TrialSettings settings) => train;

        public IDataView LoadValidateDataset(MLContext context, TrialSettings settings) => validation;
    }

    private sealed class Metric(string name, bool isMaximize, Func<MLContext, IDataView, double> evaluate) : IEvaluateMetricManager
    {
        public bool IsMaximize => isMaximize;

        public string MetricName => name;

        public double Evaluate(MLContext context, IDataView eval) => evaluate(context, eval);
    }

    private sealed class RandomSearchTuner(AutoMLExperiment.AutoMLExperimentSettings settings, int? seed) : ITuner
    {
        private readonly Random _random = (seed ?? settings.Seed) is { } start ? new(start) : new();

        public Parameter Propose(TrialSettings trial) =>
            settings.SearchSpace.SampleFromFeatureSpace([.. Enumerable.Range(0, settings.SearchSpace.FeatureSpaceDim).Select(_ => _random.NextDouble())]);

        public void Update(TrialResult result) { }
    }

    private sealed class PipelineRunner(IServiceProvider services) : ITrialRunner
    {
        public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
        {
            var context = services.Get<MLContext>();
            var data = (ITrainValidateDatasetManager)services.Get<IDatasetManager>();
            var metrics = services.Get<IEvaluateMetricManager>();
            var pipeline = services.Get<SweepablePipeline>().BuildFromOption(context, settings.Parameter[AutoMLExperiment.PipelineSearchSpaceName]);
            var model = pipeline.Fit(data.LoadTrainDataset(context, settings));
            var metric = metrics.Evaluate(context, model.Transform(data.LoadValidateDataset(context, settings)));
            return Task.FromResult(new TrialResult
            {
                TrialSettings = settings,
                Model = model,
                Metric = metric,
                Loss = metrics.IsMaximize ? -metric : metric,
                DurationInMilliseconds = (DateTime.UtcNow - settings.StartedAtUtc).TotalMilliseconds,
            });
        }

        public void Dispose() { }
    }
}
