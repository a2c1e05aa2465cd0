namespace NeuralTrainers.Networks;

/// <summary>The tensors that a description implies.</summary>
internal static class ParameterCatalog
{
    /// <summary>Names and shapes of all tensors, in the order of the layers.</summary>
    /// <param name="description">A valid description.</param>
    public static IReadOnlyList<ParameterSpec> Of(NetworkDescription description) =>
        [.. Graph.Declare(description).Layout.Parameters.Select(parameter => parameter.Spec)];

    /// <summary>Checks that there is a tensor of the right shape for every name, and no other.</summary>
    /// <exception cref="InvalidDataException">A tensor is missing, superfluous or of another shape.</exception>
    public static void Check(NetworkDescription description, NetworkWeights weights)
    {
        var specs = Of(description);
        foreach (var spec in specs)
        {
            if (!weights.TryGet(spec.Name, out var tensor))
            {
                throw new InvalidDataException($"The weights lack the tensor '{spec.Name}' of shape [{string.Join(", ", spec.Shape)}].");
            }

            if (!tensor.Shape.SequenceEqual(spec.Shape))
            {
                throw new InvalidDataException(
                    $"Tensor '{spec.Name}' has the shape [{string.Join(", ", tensor.Shape)}]; the network needs [{string.Join(", ", spec.Shape)}].");
            }
        }

        if (weights.Count != specs.Count)
        {
            var known = specs.Select(spec => spec.Name).ToHashSet(StringComparer.Ordinal);
            var extra = weights.First(tensor => !known.Contains(tensor.Name));
            throw new InvalidDataException($"The weights hold a tensor '{extra.Name}' that the network does not have.");
        }
    }
}
