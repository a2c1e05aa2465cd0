namespace NeuralTrainers.Torch;

/// <summary>Computes the operations of the managed engine's graph with tensor operations; autograd runs them backward.</summary>
internal static class TorchOperations
{
    /// <summary>Computes an operation's outputs.</summary>
    public static void Run(Operation operation, TorchPass pass) => (Find(operation) ?? throw Unknown(operation))(pass);

    /// <summary>Refuses a network with an operation that is not known here.</summary>
    /// <exception cref="NotSupportedException">There is one; the message names it.</exception>
    public static void Check(Graph graph)
    {
        if (graph.Operations.FirstOrDefault(operation => Find(operation) is null) is { } unknown)
        {
            throw Unknown(unknown);
        }
    }

    private static NotSupportedException Unknown(Operation operation) => new(
        $"The TorchSharp backend cannot compute {operation.GetType().Name}: train this network with Device = Cpu, or leave the layer out.");

    private static Action<TorchPass>? Find(Operation operation) => operation switch
    {
        LinearOperation linear => pass => LinearLayers.Run(linear, pass),
        GroupedLinearOperation grouped => pass => LinearLayers.Run(grouped, pass),
        IElementwiseOperation elementwise => pass => Activations.Run(elementwise, pass),
        MaxoutOperation maxout => pass => Activations.Run(maxout, pass),
        BatchNormOperation norm => pass => Normalizations.Run(norm, pass),
        GroupNormOperation norm => pass => Normalizations.Run(norm, pass),
        DropoutOperation dropout => pass => Dropouts.Run(dropout, pass),
        AlphaDropoutOperation dropout => pass => Dropouts.Run(dropout, pass),
        GaussianDropoutOperation dropout => pass => Dropouts.Run(dropout, pass),
        VariationalDropoutOperation dropout => pass => Dropouts.Run(dropout, pass),
        ConcreteDropoutOperation dropout => pass => Dropouts.Run(dropout, pass),
        InputOperation input => pass => Inputs.Run(input, pass),
        PeriodicOperation encoding => pass => Inputs.Run(encoding, pass),
        PiecewiseLinearOperation encoding => pass => Inputs.Run(encoding, pass),
        PreviousFeatureOperation feature => pass => Inputs.Run(feature, pass),
        AddOperation add => pass => Combinations.Run(add, pass),
        ConcatOperation concat => pass => Combinations.Run(concat, pass),
        ProductOperation product => pass => Combinations.Run(product, pass),
        SoftmaxOperation softmax => pass => Combinations.Run(softmax, pass),
        TreeProbabilityOperation tree => pass => Combinations.Run(tree, pass),
        WeightedSumOperation sum => pass => Combinations.Run(sum, pass),
        FirstCopyOperation first => pass => Combinations.Run(first, pass),
        TokenizerOperation tokenizer => pass => AttentionLayers.Run(tokenizer, pass),
        AttentionOperation attention => pass => AttentionLayers.Run(attention, pass),
        BatchEnsembleOperation ensemble => pass => LinearLayers.Run(ensemble, pass),
        HeadInputOperation input => pass => HeadInputs.Run(input, pass),
        RegionThresholdOperation threshold => pass => DualBlocks.Run(threshold, pass),
        LearnedThresholdOperation threshold => pass => DualBlocks.Run(threshold, pass),
        PersistenceGateOperation gate => pass => DualBlocks.Run(gate, pass),
        ClassMixtureOperation mixture => pass => DualBlocks.Run(mixture, pass),

        // Averages are taken of what was scored, on the host.
        EnsembleAverageOperation => _ => { },
        _ => null,
    };
}
