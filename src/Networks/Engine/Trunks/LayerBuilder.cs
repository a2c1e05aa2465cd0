namespace NeuralTrainers.Networks;

/// <summary>Builds what most trunks consist of: a linear map, normalization, activation and dropout.</summary>
internal static class LayerBuilder
{
    /// <summary>Adds one layer of <paramref name="width"/> outputs.</summary>
    public static Value AddLayer(this Graph graph, string name, Value input, int width, in LayerSettings settings)
    {
        var (activation, normalization, dropout, _) = settings;
        var fuse = normalization is null or WeightNormalization;
        var relu = activation is ReluActivation;

        // What follows the product at once is done in its loop.
        var fuseDropout = fuse && dropout is StandardDropout && activation is ReluActivation or IdentityActivation;
        var value = graph.AddLinear(name, input, checked(width * activation.InputsPerOutput), new LinearOptions
        {
            Relu = fuse && relu,
            Dropout = fuseDropout ? ((StandardDropout)dropout).Rate : 0,
            WeightNormalization = normalization is WeightNormalization,
            DropConnect = dropout is DropConnect connect ? connect.Rate : 0,
            Initialization = settings.Initialization,
            Next = activation,
        });
        value = fuse ? value : graph.AddNormalization($"{name}.norm", normalization, value, thenRelu: relu);
        value = relu ? value : graph.AddActivation($"{name}.activation", activation, value);
        return fuseDropout ? value : graph.AddDropout($"{name}.dropout", dropout, value);
    }
}
