using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>A column that a transform adds.</summary>
/// <param name="Name">Name of the column; one of the same name in the input gets hidden.</param>
/// <param name="Type">Type of the column.</param>
/// <param name="Annotations">Annotations of the column, or null.</param>
/// <param name="Sources">Indices of the input columns that the value is computed from.</param>
/// <param name="MakeGetter">From an input row, in which the sources are active, a <see cref="ValueGetter{TValue}"/> of the type's raw type.</param>
internal sealed record ComputedColumn(
    string Name,
    DataViewType Type,
    DataViewSchema.Annotations Annotations,
    int[] Sources,
    Func<DataViewRow, Delegate> MakeGetter);
