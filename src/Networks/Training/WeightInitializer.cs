namespace NeuralTrainers.Networks;

/// <summary>Makes the weights that training starts from.</summary>
internal static class WeightInitializer
{
    /// <summary>Random weights, and what the training rows decide where the network has a place for it.</summary>
    /// <param name="description">A valid description.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="fitted">Tensors that the training rows decide, by name.</param>
    /// <param name="pretrained">Tensors to take as they are, by name.</param>
    public static NetworkWeights Create(
        NetworkDescription description, ulong seed, IReadOnlyDictionary<string, float[]> fitted, IReadOnlyDictionary<string, float[]> pretrained)
    {
        var random = new RandomStream(seed, RandomPurpose.Initialization);
        var tensors = new List<WeightTensor>();
        var left = pretrained.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var spec in ParameterCatalog.Of(description))
        {
            var values = fitted.TryGetValue(spec.Name, out var constants) ? constants : InitialTensor.Draw(spec, random, tensors);
            if (pretrained.TryGetValue(spec.Name, out var given))
            {
                left.Remove(spec.Name);
                if (given.Length != spec.Length)
                {
                    throw new ArgumentException(
                        $"The given tensor '{spec.Name}' has {given.Length} values; the network's shape [{string.Join(", ", spec.Shape)}] has {spec.Length}.",
                        nameof(pretrained));
                }

                values = given;
            }

            tensors.Add(new WeightTensor(spec.Name, spec.Shape, values));
        }

        return left.Count == 0
            ? new NetworkWeights(tensors)
            : throw new ArgumentException($"The network has no tensor '{left.First()}' to start from the given values.", nameof(pretrained));
    }
}
