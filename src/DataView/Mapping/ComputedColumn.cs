using Microsoft.ML;

namespace NeuralTrainers.DataView;

/// <summary>A column that is computed from others of the same row.</summary>
/// <param name="Column">Its name, type and annotations.</param>
/// <param name="Sources">The columns that it is computed from.</param>
/// <param name="CreateGetter">
/// Makes a <see cref="ValueGetter{TValue}"/> of the column's type over a row in which the sources are active. Buffers belong to the getter.
/// </param>
internal sealed record ComputedColumn(
    DataViewSchema.DetachedColumn Column, IReadOnlyList<DataViewSchema.Column> Sources, Func<DataViewRow, Delegate> CreateGetter);
