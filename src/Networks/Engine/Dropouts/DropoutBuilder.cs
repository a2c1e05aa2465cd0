namespace NeuralTrainers.Networks;

/// <summary>Turns the description of a dropout into an operation.</summary>
internal static class DropoutBuilder
{
    /// <summary>Adds the dropout. <see cref="DropConnect"/> belongs to the linear layer before it and adds nothing here.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="name">The name of its tensor, if it learns one.</param>
    /// <param name="dropout">The description.</param>
    /// <param name="input">Its input.</param>
    /// <returns>Its output; the input itself if the dropout does nothing.</returns>
    public static Value AddDropout(this Graph graph, string name, Dropout dropout, Value input)
    {
        if (dropout.IsNone || dropout is DropConnect)
        {
            return input;
        }

        input.RequireDense(dropout.GetType().Name);
        var learns = dropout is VariationalDropout or ConcreteDropout;
        var output = graph.NewValue(input.Width, input.Copies, input.NeedsGradient || learns);
        var purpose = graph.NextRandomUse();
        graph.Add(dropout switch
        {
            StandardDropout standard => new DropoutOperation(standard.Rate, purpose, input, output),
            AlphaDropout alpha => new AlphaDropoutOperation(alpha.Rate, purpose, input, output),
            GaussianDropout gaussian => new GaussianDropoutOperation(gaussian.Rate, purpose, input, output),
            VariationalDropout variational => new VariationalDropoutOperation(variational, graph.Layout, name, purpose, input, output),
            ConcreteDropout concrete => new ConcreteDropoutOperation(concrete, graph.Layout, name, purpose, input, output),
            _ => throw new ArgumentException($"The managed engine does not know the dropout {dropout.GetType().Name}."),
        });
        return output;
    }
}
