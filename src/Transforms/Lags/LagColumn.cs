using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers;

/// <summary>A column that is read from the current row or an earlier one of its group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">The column of the panel.</param>
/// <param name="Lag">How many rows earlier.</param>
/// <param name="IsGap">Whether it is the time between the two rows rather than the value.</param>
internal readonly record struct LagColumn(string Name, DataViewSchema.Column Source, int Lag, bool IsGap)
{
    public DataViewSchema.DetachedColumn Detach() =>
        IsGap ? new(Name, NumberDataViewType.Single) : new(Name, Source.Type, Source.Annotations);
}
