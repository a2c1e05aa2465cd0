using System.Numerics;

namespace NeuralTrainers.Networks;

/// <summary>What is summed over the rows of some columns.</summary>
internal interface IColumnTerm
{
    /// <summary>The terms of a row that starts at <paramref name="offset"/>.</summary>
    Vector<float> At(nint offset);
}
