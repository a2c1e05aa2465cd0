using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>Learns what takes the place of missing numbers.</summary>
internal sealed class ImputeEstimator(ColumnNames[] columns, int seed, Func<SlotSummary, ImputedSlot> learn) : ColumnEstimator<ImputedColumn>(columns)
{
    protected override ColumnRequirement Require(string input) => NumberTypes.Require(input);

    protected override SchemaShape.Column Shape(ColumnNames column, SchemaShape.Column input) =>
        SchemaShapes.Vector(column.Output, NumberDataViewType.Single, SlotNames.Shape);

    protected override ColumnLearner<ImputedColumn> CreateLearner(DataViewRow row, ColumnNames column) =>
        new NumberLearner<ImputedColumn>(row, column, seed, (size, slots) => new ImputedColumn(column, size, [.. slots.Select(learn)]));
}
