namespace NeuralTrainers.Networks;

/// <summary>Turns the description of a trunk into operations.</summary>
internal static class TrunkBuilder
{
    /// <summary>Adds the trunk to the graph.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="trunk">The description.</param>
    /// <param name="input">What the trunk reads.</param>
    /// <param name="name">What the names of its tensors begin with.</param>
    /// <returns>The representation that the heads read.</returns>
    public static Value Build(Graph graph, Trunk trunk, Value input, string name) => trunk switch
    {
        MlpTrunk mlp => MlpBuilder.Build(graph, mlp, input, name),
        _ => throw new ArgumentException($"The managed engine does not know the trunk {trunk.GetType().Name}."),
    };
}
