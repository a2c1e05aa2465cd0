using Microsoft.ML;
using Microsoft.ML.AutoML;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>The validation rows as an experiment's metric sees them, with predictions of any origin.</summary>
internal sealed class ValidationLabels
{
    private static readonly string[] Outputs =
        [OutputColumnNames.Plain.Score, OutputColumnNames.Plain.Probability, OutputColumnNames.Plain.PredictedLabel];

    private readonly IEvaluateMetricManager _metric;
    private readonly IDataView _scored;

    private ValidationLabels(IEvaluateMetricManager metric, IDataView scored, EnsembleKind kind, IReadOnlyList<string> names)
    {
        (_metric, _scored) = (metric, scored);
        Kind = kind;
        Names = names;
    }

    /// <summary>What is predicted.</summary>
    public EnsembleKind Kind { get; }

    /// <summary>The columns besides the scores that the metric reads: the label, and maybe weights. Only the metric knows their names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Finds out what the metric reads.</summary>
    /// <returns>Null if the scores cannot be averaged.</returns>
    public static ValidationLabels? TryCreate(MLContext context, IEvaluateMetricManager metric, IDataView scored)
    {
        if (EnsembleKind.TryOf(scored.Schema) is not { } kind)
        {
            return null;
        }

        var rows = new EvaluatedRows(scored);
        metric.Evaluate(context, rows);
        return new(metric, scored, kind, [.. rows.Read.Except(Outputs, StringComparer.Ordinal)]);
    }

    /// <summary>The same metric on the rows of another trial.</summary>
    public ValidationLabels Of(IDataView scored) => new(_metric, scored, Kind, Names);

    /// <summary>What a model predicts, row by row, or null if it predicts something else.</summary>
    public float[]? Predictions(IDataView scored)
    {
        if (EnsembleKind.TryOf(scored.Schema)?.IsLike(Kind) is not true)
        {
            return null;
        }

        var predictions = new List<float>();
        using var cursor = scored.GetRowCursor([Kind.ColumnIn(scored.Schema)]);
        var read = Kind.CreateReader(cursor);
        var row = new float[Kind.Width];
        while (cursor.MoveNext())
        {
            read(row);
            predictions.AddRange(row);
        }

        return [.. predictions];
    }

    /// <summary>The metric of the means of predictions, and what they are ranked by.</summary>
    /// <param name="context">The context to evaluate in.</param>
    /// <param name="sums">The sums of the predictions, row by row.</param>
    /// <param name="votes">The number of those that were added up.</param>
    public (double Metric, double Loss) Evaluate(MLContext context, double[] sums, int votes)
    {
        var rows = new EvaluatedRows(_scored);
        var columns = Kind.ScoreColumns(ScoreAnnotations.NextSetId(rows.Schema)).Select(
            score => new ComputedColumn(score.Column, [], row => score.CreateGetter(new MeanScores(row, Kind, sums, votes))));
        return Evaluate(context, _metric, new MappedDataView(rows, new ColumnMap(rows.Schema, [.. columns])));
    }

    /// <summary>The metric of scored data, and what it is ranked by.</summary>
    public static (double Metric, double Loss) Evaluate(MLContext context, IEvaluateMetricManager metric, IDataView scored)
    {
        var value = metric.Evaluate(context, scored);
        return (value, metric.Loss(value));
    }
}
