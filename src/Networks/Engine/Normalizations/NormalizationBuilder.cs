namespace NeuralTrainers.Networks;

/// <summary>Turns the description of a normalization into an operation.</summary>
internal static class NormalizationBuilder
{
    /// <summary>Adds the normalization. <see cref="WeightNormalization"/> belongs to the linear layer before it and adds nothing here.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="name">What the names of its tensors begin with.</param>
    /// <param name="normalization">The description, or null for none.</param>
    /// <param name="input">Its input.</param>
    /// <param name="thenRelu">Whether ReLU follows, done in the same loop.</param>
    /// <returns>Its output; the input itself if there is nothing to do.</returns>
    public static Value AddNormalization(this Graph graph, string name, Normalization? normalization, Value input, bool thenRelu = false)
    {
        if (normalization is null or WeightNormalization)
        {
            return thenRelu ? graph.AddActivation(name, Activation.Relu, input) : input;
        }

        input.RequireDense(normalization.GetType().Name);
        var output = graph.NewValue(input.Width, input.Copies, needsGradient: true);
        graph.Add(normalization switch
        {
            BatchNormalization batch => new BatchNormOperation(graph.Layout, name, batch, thenRelu, input, output),
            LayerNormalization layer => new GroupNormOperation(graph.Layout, name, 1, layer.Epsilon, thenRelu, input, output),
            GroupNormalization group => new GroupNormOperation(graph.Layout, name, group.Groups, group.Epsilon, thenRelu, input, output),
            _ => throw new ArgumentException($"The managed engine does not know the normalization {normalization.GetType().Name}."),
        });
        return output;
    }
}
