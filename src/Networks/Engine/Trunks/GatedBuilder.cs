namespace NeuralTrainers.Networks;

/// <summary>Builds trunks that add the outputs of several trunks with weights that depend on the row.</summary>
internal static class GatedBuilder
{
    public static Value Build(Graph graph, AttentionCombinedTrunk trunk, Value input, string name)
    {
        Value[] blocks = [.. Enumerable.Range(0, trunk.Count).Select(i => TrunkBuilder.Build(graph, trunk.Block, input, $"{name}.{i}"))];
        var logits = graph.AddLinear($"{name}.attention", input, trunk.Count, new LinearOptions { Initialization = trunk.Initialization });
        return graph.AddWeightedSum(graph.AddSoftmax(logits), blocks);
    }

    public static Value Build(Graph graph, GatedEnsembleTrunk trunk, Value input, string name)
    {
        Value[] experts = [.. trunk.Experts.Select((expert, i) => TrunkBuilder.Build(graph, expert, input, $"{name}.{i}"))];
        var read = trunk.GateInput == GateInput.Input ? input : graph.AddConcat(experts);
        var hidden = TrunkBuilder.Build(graph, trunk.Gate, read, $"{name}.gate");
        var logits = graph.AddLinear($"{name}.gate.output", hidden, experts.Length, new LinearOptions { Initialization = trunk.Initialization });
        return graph.AddWeightedSum(graph.AddSoftmax(logits), experts);
    }

    public static Value Build(Graph graph, HierarchicalGatingTrunk trunk, Value input, string name)
    {
        var leaves = 1 << trunk.Depth;
        Value[] experts = [.. Enumerable.Range(0, leaves).Select(i => TrunkBuilder.Build(graph, trunk.Expert, input, $"{name}.{i}"))];
        var logits = graph.AddLinear($"{name}.gate", input, leaves - 1, new LinearOptions { Initialization = trunk.Initialization });
        return graph.AddWeightedSum(graph.AddTreeProbabilities(logits), experts);
    }
}
