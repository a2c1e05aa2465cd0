namespace NeuralTrainers.Networks;

/// <summary>Adds heads to a graph.</summary>
internal static class HeadBuilder
{
    /// <summary>Adds the heads, each after those that it is conditioned on.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="description">The network.</param>
    /// <param name="trunk">The representation that they share.</param>
    /// <param name="categoryMaskRate">The share of categories and previous values that training shows as missing.</param>
    /// <param name="purpose">What the graph is for.</param>
    /// <returns>
    /// The heads' raw outputs in the order of their descriptions, and in the same order what each reads, where that is not the trunk itself,
    /// and its dual block, if it has one.
    /// </returns>
    public static (Value?[] Outputs, HeadInputOperation?[] Inputs, DualBlock?[] DualBlocks) Build(
        Graph graph, NetworkDescription description, Value trunk, float categoryMaskRate, GraphPurpose purpose)
    {
        var heads = description.Heads;
        var outputs = new Value?[heads.Count];
        var inputs = new HeadInputOperation?[heads.Count];
        var dualBlocks = new DualBlock?[heads.Count];
        var conditions = HeadOrder.Conditions(heads);
        var order = HeadOrder.Of(heads);
        var isNeeded = Needed(heads, conditions, order, scored: purpose == GraphPurpose.Scoring);
        foreach (var position in order)
        {
            if (!isNeeded[position])
            {
                continue;
            }

            var head = heads[position];
            var input = trunk;
            if (conditions[position].Length > 0 || purpose == GraphPurpose.MeasuredTraining)
            {
                RequireLike(trunk, head, conditions[position].Select(condition => outputs[condition]!));
                var width = checked(trunk.Width + conditions[position].Sum(condition => heads[condition].OutputCount));
                input = graph.NewValue(width, trunk.Copies, trunk.NeedsGradient, trunk.SparseWidth);
                var operation = new HeadInputOperation(
                    trunk, [.. conditions[position].Select(condition => (outputs[condition]!, heads[condition].Loss))], input, measure: purpose == GraphPurpose.MeasuredTraining);
                graph.Add(operation);
                inputs[position] = operation;
            }

            var name = $"head.{head.Name}";
            input = head.Trunk is null ? input : TrunkBuilder.Build(graph, head.Trunk, input, $"{name}.trunk");
            dualBlocks[position] = head.DualBlock is null ? null : DualBlockBuilder.Build(graph, description, head, input, categoryMaskRate);
            outputs[position] = dualBlocks[position]?.Output ?? graph.AddHead(name, input, head.OutputCount);
        }

        return (outputs, inputs, dualBlocks);
    }

    private static void RequireLike(Value trunk, HeadDescription head, IEnumerable<Value> conditions)
    {
        if (conditions.Any(condition => condition.Copies != trunk.Copies))
        {
            throw new ArgumentException(
                $"Head '{head.Name}' is conditioned on a head whose own layers are a {nameof(BatchEnsembleTrunk)}: make the network's trunk the ensemble.");
        }
    }

    private static bool[] Needed(IReadOnlyList<HeadDescription> heads, int[][] conditions, IReadOnlyList<int> order, bool scored)
    {
        var isNeeded = new bool[heads.Count];
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var position = order[i];
            isNeeded[position] |= !scored || !heads[position].IsAuxiliary;
            foreach (var condition in isNeeded[position] ? conditions[position] : [])
            {
                isNeeded[condition] = true;
            }
        }

        return isNeeded;
    }
}
