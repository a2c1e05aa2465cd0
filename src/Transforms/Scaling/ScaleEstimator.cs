using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>Learns the scale of each slot from its summary.</summary>
internal sealed class ScaleEstimator<TScale>(ColumnNames[] columns, int seed, Func<SlotSummary, TScale> learn)
    : ColumnEstimator<ScaledColumn<TScale>>(columns)
    where TScale : ISlotScale<TScale>
{
    private static readonly SchemaShape.Column IsNormalized = SchemaShapes.Scalar(AnnotationNames.IsNormalized, BooleanDataViewType.Instance);

    protected override ColumnRequirement Require(string input) => NumberTypes.Require(input);

    protected override SchemaShape.Column Shape(ColumnNames column, SchemaShape.Column input) =>
        input.Kind == SchemaShape.Column.VectorKind.Scalar ? SchemaShapes.Scalar(column.Output, NumberDataViewType.Single, IsNormalized)
        : SlotNames.IsIn(input) ? SchemaShapes.Vector(column.Output, NumberDataViewType.Single, IsNormalized, SlotNames.Shape)
        : SchemaShapes.Vector(column.Output, NumberDataViewType.Single, IsNormalized);

    protected override ColumnLearner<ScaledColumn<TScale>> CreateLearner(DataViewRow row, ColumnNames column) =>
        new NumberLearner<ScaledColumn<TScale>>(
            row, column, seed, (size, slots) => new ScaledColumn<TScale>(column, size, [.. slots.Select(learn)]));
}
