using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers;

/// <summary>Learns a column from the summaries of another column's slots.</summary>
/// <param name="row">The row.</param>
/// <param name="names">The names of the columns.</param>
/// <param name="seed">The seed of the sketches.</param>
/// <param name="complete">Makes the column of the input's size, null for single numbers, and its slots.</param>
internal sealed class NumberLearner<TColumn>(
    DataViewRow row, ColumnNames names, int seed, Func<int?, IReadOnlyList<SlotSummary>, TColumn> complete) : ColumnLearner<TColumn>
    where TColumn : FittedColumn
{
    private readonly NumberSummaries _summaries =
        new(NumberReader.Create(row, row.Schema[names.Input]), NumberTypes.Count(row.Schema[names.Input]), seed);

    public override void Add() => _summaries.Add();

    public override TColumn Complete() => complete((row.Schema[names.Input].Type as VectorDataViewType)?.Size, _summaries.Slots);
}
