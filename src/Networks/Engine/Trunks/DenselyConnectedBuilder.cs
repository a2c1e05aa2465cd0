namespace NeuralTrainers.Networks;

/// <summary>Builds a <see cref="DenselyConnectedTrunk"/>.</summary>
internal static class DenselyConnectedBuilder
{
    public static Value Build(Graph graph, DenselyConnectedTrunk trunk, Value input, string name)
    {
        var settings = new LayerSettings(trunk.Activation, trunk.Normalization, trunk.Dropout, trunk.Initialization);
        var all = input;
        for (var layer = 0; layer < trunk.Widths.Count; layer++)
        {
            all = graph.AddConcat([all, graph.AddLayer($"{name}.{layer}", all, trunk.Widths[layer], settings)]);
        }

        return all;
    }
}
