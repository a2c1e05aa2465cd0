using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>Learns the keys of the categories of columns, or of pairs of columns.</summary>
internal sealed class CategoryEstimator(IReadOnlyList<ColumnNames> columns, CategorySettings settings) : ColumnEstimator<CategoryColumn>(columns)
{
    private readonly bool _isPair = columns[0].Inputs.Count > 1;

    protected override ColumnRequirement Require(string input) => CategoryTypes.Require(input, _isPair);

    protected override SchemaShape.Column Shape(ColumnNames column, SchemaShape.Column input)
    {
        var values = SchemaShapes.Vector(AnnotationNames.KeyValues, HasTextValues ? TextDataViewType.Instance : CategoryTypes.ValueType(input));
        return SlotNames.IsIn(input)
            ? SchemaShapes.Keys(column.Output, input.Kind, values, SlotNames.Shape)
            : SchemaShapes.Keys(column.Output, input.Kind, values);
    }

    protected override ColumnLearner<CategoryColumn> CreateLearner(DataViewRow row, ColumnNames column) => CategoryLearner.Create(row, column, settings);

    private bool HasTextValues => _isPair || CategoryKeys.ValuesAreText(settings);
}
