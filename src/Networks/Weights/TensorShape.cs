namespace NeuralTrainers.Networks;

/// <summary>A tensor without its values.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dimensions">Its dimensions, outermost first.</param>
internal sealed record TensorShape(string Name, IReadOnlyList<int> Dimensions)
{
    /// <summary>Whether another tensor has the same dimensions.</summary>
    public bool IsLike(TensorShape other)
    {
        var alike = Dimensions.Count == other.Dimensions.Count;
        for (var i = 0; i < Dimensions.Count && alike; i++)
        {
            alike = Dimensions[i] == other.Dimensions[i];
        }

        return alike;
    }
}
