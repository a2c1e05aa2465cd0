namespace NeuralTrainers.Networks;

/// <summary>Compares the tensors that there are with those that a network needs.</summary>
internal static class TensorMatch
{
    /// <summary>Checks that every needed tensor is there in the right shape, and no other.</summary>
    /// <exception cref="InvalidDataException">A tensor is missing, superfluous or of another shape; the message names it.</exception>
    public static void Check(
        IEnumerable<(string Name, IReadOnlyList<int> Shape)> found, IEnumerable<(string Name, IReadOnlyList<int> Shape)> expected)
    {
        var left = found.ToDictionary(tensor => tensor.Name, tensor => tensor.Shape, StringComparer.Ordinal);
        foreach (var (name, needed) in expected)
        {
            if (!left.Remove(name, out var shape))
            {
                throw new InvalidDataException($"The weights lack the tensor '{name}' of shape [{string.Join(", ", needed)}].");
            }

            if (!shape.SequenceEqual(needed))
            {
                throw new InvalidDataException(
                    $"Tensor '{name}' has the shape [{string.Join(", ", shape)}]; the network needs [{string.Join(", ", needed)}].");
            }
        }

        if (left.Count > 0)
        {
            throw new InvalidDataException($"The weights hold a tensor '{left.Keys.First()}' that the network does not have.");
        }
    }
}
