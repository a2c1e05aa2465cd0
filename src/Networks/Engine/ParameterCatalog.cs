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
    public static void Check(NetworkDescription description, NetworkWeights weights) =>
        TensorMatch.Check(weights.Select(tensor => new TensorShape(tensor.Name, tensor.Shape)), Shapes(description));

    /// <summary>Names and shapes alone, as weights are compared by them.</summary>
    public static IReadOnlyList<TensorShape> Shapes(NetworkDescription description) =>
        [.. Of(description).Select(spec => new TensorShape(spec.Name, spec.Shape))];
}
