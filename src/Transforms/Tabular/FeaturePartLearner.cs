using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers;

/// <summary>Learns the features of a column.</summary>
internal sealed class FeaturePartLearner
{
    private readonly DataViewSchema.Column _column;
    private readonly DateTimeColumn? _dates;
    private readonly NumberSummaries _summaries;

    public FeaturePartLearner(DataViewRow row, DataViewSchema.Column column, DateTimeColumn? dates, int seed)
    {
        (_column, _dates) = (column, dates);
        _summaries = new NumberSummaries(
            FeaturePart.CreateReader(row, row.Schema, column.Name, dates), dates?.SlotNames.Count ?? NumberTypes.Count(column), seed);
    }

    public void Add() => _summaries.Add();

    public FeaturePart Complete() => new(
        _column.Name, (_column.Type as VectorDataViewType)?.Size, _dates, [.. _summaries.Slots.Select(FeatureSlot.Learn)]);

    /// <summary>What was found out, in words.</summary>
    public FeatureDecision Decide(FeaturePart part)
    {
        var missing = _summaries.Slots.Sum(slot => slot.MissingCount);
        var parts = new List<string> { part.Count - part.IndicatorCount == 0 ? $"{_column.Type} that never changes, left out" : $"{_column.Type}, mapped to a normal distribution" };
        if (part.ConstantCount > 0 && part.ConstantCount < part.Slots.Count)
        {
            parts.Add($"{part.ConstantCount} slots that never change left out");
        }

        if (missing > 0)
        {
            parts.Add($"{missing} missing values imputed by the median and indicated");
        }

        return new FeatureDecision(_column.Name, _dates is null ? FeatureRole.Numeric : FeatureRole.DateTime, string.Join("; ", parts));
    }
}
