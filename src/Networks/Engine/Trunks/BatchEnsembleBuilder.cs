namespace NeuralTrainers.Networks;

/// <summary>Builds a <see cref="BatchEnsembleTrunk"/>.</summary>
internal static class BatchEnsembleBuilder
{
    public static Value Build(Graph graph, BatchEnsembleTrunk trunk, Value input, string name)
    {
        input.RequireDense(nameof(BatchEnsembleTrunk));
        if (input.Copies > 1)
        {
            throw new ArgumentException($"A {nameof(BatchEnsembleTrunk)} cannot read the members of another ensemble.");
        }

        // A feature's numbers start with one scale, so that members differ in which features they see how.
        var random = trunk.Start == BatchEnsembleStart.Normal ? Initialization.Normal(1) : Initialization.Signs;
        random = random with { PartsOf = input.Features };
        var relu = trunk.Activation is ReluActivation;
        var fuseDropout = trunk.Dropout is StandardDropout && (relu || trunk.Activation is IdentityActivation);
        var value = input;
        for (var layer = 0; layer < trunk.Widths.Count; layer++)
        {
            var options = new LinearOptions
            {
                Relu = relu,
                Dropout = fuseDropout ? ((StandardDropout)trunk.Dropout).Rate : 0,
                Initialization = trunk.Initialization,
                Next = trunk.Activation,
            };
            var output = graph.NewValue(checked(trunk.Widths[layer] * trunk.Activation.InputsPerOutput), trunk.Members, needsGradient: true);
            graph.Add(new BatchEnsembleOperation(
                graph.Layout, $"{name}.{layer}", layer == 0 ? random : Initialization.Ones, options, graph.NextRandomUse(), value, output));
            value = relu ? output : graph.AddActivation($"{name}.{layer}.activation", trunk.Activation, output);
            value = fuseDropout ? value : graph.AddDropout($"{name}.{layer}.dropout", trunk.Dropout, value);
        }

        return value;
    }
}
