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
        ResidualTrunk residual => new ResidualBuilder(graph, residual, name).Build(input),
        DenselyConnectedTrunk dense => DenselyConnectedBuilder.Build(graph, dense, input, name),
        AttentionCombinedTrunk combined => GatedBuilder.Build(graph, combined, input, name),
        GatedEnsembleTrunk gated => GatedBuilder.Build(graph, gated, input, name),
        HierarchicalGatingTrunk tree => GatedBuilder.Build(graph, tree, input, name),
        BatchEnsembleTrunk ensemble => BatchEnsembleBuilder.Build(graph, ensemble, input, name),
        TransformerTrunk transformer => new TransformerBuilder(graph, transformer, name).Build(input),
        SequentialTrunk sequence => BuildSequence(graph, sequence, input, name),
        RepeatedTrunk repeated => BuildRepeated(graph, repeated, input, name),
        SharedTrunk shared => BuildShared(graph, shared, input),
        _ => throw new ArgumentException($"The managed engine does not know the trunk {trunk.GetType().Name}."),
    };

    private static Value BuildSequence(Graph graph, SequentialTrunk trunk, Value input, string name)
    {
        var value = input;
        for (var part = 0; part < trunk.Parts.Count; part++)
        {
            value = Build(graph, trunk.Parts[part], value, $"{name}.{part}");
        }

        return value;
    }

    private static Value BuildShared(Graph graph, SharedTrunk trunk, Value input)
    {
        // Records compare their lists by reference: what is written of them tells whether they are the same.
        if (!graph.SharedTrunks.TryAdd(trunk.Name, trunk.Body)
            && !RecordJson.Write(graph.SharedTrunks[trunk.Name]).Span.SequenceEqual(RecordJson.Write(trunk.Body).Span))
        {
            throw new ArgumentException(
                $"The network has two {nameof(SharedTrunk)}s of the name '{trunk.Name}' with different bodies: a name stands for one module.");
        }

        return Build(graph, trunk.Body, input, $"{Graph.SharedPrefix}{trunk.Name}");
    }

    private static Value BuildRepeated(Graph graph, RepeatedTrunk trunk, Value input, string name)
    {
        var value = input;
        for (var time = 0; time < trunk.Times; time++)
        {
            // Tensors of the same name are the same tensors.
            var output = Build(graph, trunk.Body, value, trunk.SharesWeights ? $"{name}.body" : $"{name}.{time}");
            if (trunk.SharesWeights && (output.Width != value.Width || value.SparseWidth > 0))
            {
                throw new ArgumentException(
                    $"The body of a {nameof(RepeatedTrunk)} with shared weights has {output.Width} outputs and {value.Width + value.SparseWidth} inputs: " +
                    "it must have as many, and no sparse ones.");
            }

            value = output;
        }

        return value;
    }
}
