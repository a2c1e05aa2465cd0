using Microsoft.ML;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>What a transform learned about one output column. Immutable; all threads may share it.</summary>
internal abstract class FittedColumn
{
    /// <summary>How the column is computed from data of a schema.</summary>
    /// <exception cref="ArgumentException">A column that it is computed from is missing or of another type than it was fitted on.</exception>
    public abstract ComputedColumn Bind(DataViewSchema schema);

    /// <summary>Writes the column to a model's file.</summary>
    public abstract void Write(BinaryWriter writer);
}
