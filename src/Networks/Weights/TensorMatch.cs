namespace NeuralTrainers.Networks;

/// <summary>Compares the tensors that there are with those that a network needs.</summary>
internal static class TensorMatch
{
    /// <summary>Checks that every needed tensor is there in the right shape, and no other.</summary>
    /// <exception cref="InvalidDataException">A tensor is missing, superfluous or of another shape; the message names it.</exception>
    public static void Check(IEnumerable<TensorShape> found, IEnumerable<TensorShape> expected)
    {
        var left = found.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach (var needed in expected)
        {
            if (!left.Remove(needed.Name, out var tensor))
            {
                throw new InvalidDataException($"The weights lack the tensor '{needed.Name}' of shape [{string.Join(", ", needed.Dimensions)}].");
            }

            if (!tensor.IsLike(needed))
            {
                throw new InvalidDataException(
                    $"Tensor '{needed.Name}' has the shape [{string.Join(", ", tensor.Dimensions)}]; the network needs [{string.Join(", ", needed.Dimensions)}].");
            }
        }

        if (left.Count > 0)
        {
            throw new InvalidDataException($"The weights hold a tensor '{left.Keys.First()}' that the network does not have.");
        }
    }
}
