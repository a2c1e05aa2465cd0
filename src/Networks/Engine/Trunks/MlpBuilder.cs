namespace NeuralTrainers.Networks;

/// <summary>Builds an <see cref="MlpTrunk"/>.</summary>
internal static class MlpBuilder
{
    public static Value Build(Graph graph, MlpTrunk trunk, Value input, string name)
    {
        var value = graph.AddDropout($"{name}.input.dropout", trunk.InputDropout, input);
        for (var layer = 0; layer < trunk.Widths.Count; layer++)
        {
            value = graph.AddLayer($"{name}.{layer}", value, trunk.Widths[layer], Settings(trunk, layer));
        }

        return value;
    }

    private static LayerSettings Settings(MlpTrunk trunk, int layer)
    {
        var own = trunk.Overrides.FirstOrDefault(single => single.Layer == layer);
        return new LayerSettings(
            own?.Activation ?? trunk.Activation,
            own is { WithoutNormalization: true } ? null : own?.Normalization ?? trunk.Normalization,
            own?.Dropout ?? trunk.Dropout,
            trunk.Initialization);
    }
}
