namespace NeuralTrainers.Networks;

/// <summary>Turns the description of a trunk into operations.</summary>
internal static class TrunkBuilder
{
    /// <summary>Adds the trunk to the graph.</summary>
    /// <returns>The representation that the heads read.</returns>
    public static Value Build(Graph graph, Trunk trunk, Value input) => trunk switch
    {
        MlpTrunk mlp => BuildMlp(graph, mlp, input),
        _ => throw new ArgumentException($"The managed engine does not know the trunk {trunk.GetType().Name}."),
    };

    private static Value BuildMlp(Graph graph, MlpTrunk trunk, Value input)
    {
        var value = input;
        for (var layer = 0; layer < trunk.Widths.Count; layer++)
        {
            var name = $"trunk.{layer}";
            if (trunk.Activation is ReluActivation)
            {
                value = graph.AddLinear(name, value, trunk.Widths[layer], relu: true, trunk.Dropout);
                continue;
            }

            value = graph.AddLinear(name, value, trunk.Widths[layer]);
            if (trunk.Activation is not IdentityActivation)
            {
                value = graph.AddActivation(trunk.Activation, value);
            }

            if (trunk.Dropout > 0)
            {
                value = graph.AddDropout(trunk.Dropout, value);
            }
        }

        return value;
    }
}
