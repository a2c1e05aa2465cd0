using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers;

/// <summary>Multi-task learning: one model of several labels, evaluated task by task.</summary>
public sealed class MultiTaskCatalog
{
    private readonly MLContext _context;

    internal MultiTaskCatalog(MLContext context)
    {
        _context = context;
        Trainers = new MultiTaskTrainers(context);
    }

    /// <summary>The trainers.</summary>
    public MultiTaskTrainers Trainers { get; }

    /// <summary>Evaluates predictions by ML.NET's own metrics, task by task. Auxiliary tasks have no predictions and are left out.</summary>
    /// <param name="predictions">Data with labels that a multi-task model has scored.</param>
    /// <param name="tasks">The tasks.</param>
    public MultiTaskMetrics Evaluate(IDataView predictions, IReadOnlyList<NeuralTask> tasks)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return new MultiTaskMetrics(
            ByName<RegressionTask, RegressionMetrics>(
                tasks, _ => true, task => _context.Regression.Evaluate(predictions, task.LabelColumnName, task.OutputNames.Score)),
            ByName<BinaryTask, CalibratedBinaryClassificationMetrics>(tasks, task => task.Loss.GivesProbabilities, task => _context.BinaryClassification.Evaluate(
                predictions, task.LabelColumnName, task.OutputNames.Score, task.OutputNames.Probability, task.OutputNames.PredictedLabel)),
            ByName<BinaryTask, BinaryClassificationMetrics>(tasks, task => !task.Loss.GivesProbabilities, task => _context.BinaryClassification.EvaluateNonCalibrated(
                predictions, task.LabelColumnName, task.OutputNames.Score, task.OutputNames.PredictedLabel)),
            ByName<MulticlassTask, MulticlassClassificationMetrics>(tasks, _ => true, task => _context.MulticlassClassification.Evaluate(
                predictions, task.LabelColumnName, task.OutputNames.Score, task.OutputNames.PredictedLabel)));
    }

    /// <summary>Trains and evaluates a model per fold, each on the rows of the other folds and its own.</summary>
    /// <param name="data">The data.</param>
    /// <param name="estimator">What to fit: a multi-task trainer, or a pipeline that ends with one.</param>
    /// <param name="tasks">The tasks of the trainer.</param>
    /// <param name="numberOfFolds">The number of folds. At least 2.</param>
    /// <param name="samplingKeyColumnName">A column whose rows of the same value stay in one fold; null to draw each row by itself.</param>
    /// <param name="seed">The seed of the folds; null for that of the context.</param>
    public IReadOnlyList<MultiTaskCrossValidationResult> CrossValidate(
        IDataView data,
        IEstimator<ITransformer> estimator,
        IReadOnlyList<NeuralTask> tasks,
        int numberOfFolds = 5,
        string? samplingKeyColumnName = null,
        int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(estimator);
        return [.. _context.Data.CrossValidationSplit(data, numberOfFolds, samplingKeyColumnName, seed).Select((split, fold) =>
        {
            var model = estimator.Fit(split.TrainSet);
            var predictions = model.Transform(split.TestSet);
            return new MultiTaskCrossValidationResult(model, Evaluate(predictions, tasks), predictions, fold);
        })];
    }

    /// <summary>
    /// How each task's metrics change when the values of one slot of the feature column are shuffled among the rows (Breiman, "Random Forests",
    /// 2001, section 10), by ML.NET's own permutation feature importance.
    /// </summary>
    /// <param name="model">A fitted multi-task model.</param>
    /// <param name="data">Data with features and labels.</param>
    /// <param name="tasks">The tasks to look at.</param>
    /// <param name="numberOfExamplesToUse">The number of rows to use; null for all.</param>
    /// <param name="permutationCount">How often each feature is shuffled.</param>
    /// <exception cref="ArgumentException">The model has no such task, or no feature column.</exception>
    public MultiTaskFeatureImportance PermutationFeatureImportance(
        MultiTaskTransformer model, IDataView data, IReadOnlyList<NeuralTask> tasks, int? numberOfExamplesToUse = null, int permutationCount = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        if (model.FeatureColumnName is null)
        {
            throw new ArgumentException("The model has no feature column whose values could be shuffled: it reads categorical columns only.", nameof(model));
        }

        return new MultiTaskFeatureImportance(
            ByName<RegressionTask, ImmutableArray<RegressionMetricsStatistics>>(tasks, _ => true, task => _context.Regression.PermutationFeatureImportance(
                model.ForTask(task), data, task.LabelColumnName, numberOfExamplesToUse: numberOfExamplesToUse, permutationCount: permutationCount)),
            ByName<BinaryTask, ImmutableArray<BinaryClassificationMetricsStatistics>>(tasks, _ => true, task => _context.BinaryClassification.PermutationFeatureImportance(
                model.ForTask(task), data, task.LabelColumnName, numberOfExamplesToUse: numberOfExamplesToUse, permutationCount: permutationCount)),
            ByName<MulticlassTask, ImmutableArray<MulticlassClassificationMetricsStatistics>>(tasks, _ => true, task => _context.MulticlassClassification.PermutationFeatureImportance(
                model.ForTask(task), data, task.LabelColumnName, numberOfExamplesToUse: numberOfExamplesToUse, permutationCount: permutationCount)));
    }

    private static Dictionary<string, TResult> ByName<TTask, TResult>(IReadOnlyList<NeuralTask> tasks, Func<TTask, bool> predicate, Func<TTask, TResult> evaluate)
        where TTask : NeuralTask
    {
        ArgumentNullException.ThrowIfNull(tasks);
        return tasks.OfType<TTask>().Where(task => !task.IsAuxiliary && predicate(task)).ToDictionary(task => task.Name, evaluate, StringComparer.Ordinal);
    }
}
