namespace NeuralTrainers.Networks;

/// <summary>Adds operations that combine values.</summary>
internal static class CombinationBuilder
{
    /// <summary>shortcut + branch, then ReLU if asked. The shortcut may be shorter than the branch.</summary>
    public static Value AddSum(this Graph graph, Value shortcut, Value branch, bool thenRelu = false)
    {
        var output = graph.NewValue(branch.Width, branch.Copies, shortcut.NeedsGradient || branch.NeedsGradient);
        graph.Add(new AddOperation(shortcut, branch, thenRelu, output));
        return output;
    }

    /// <summary>Rows side by side.</summary>
    public static Value AddConcat(this Graph graph, IReadOnlyList<Value> values)
    {
        if (values.Count == 1)
        {
            return values[0];
        }

        RequireLike(values, sameWidth: false);
        var output = graph.NewValue(
            checked(values.Sum(value => value.Width)), values[0].Copies, values.Any(value => value.NeedsGradient));
        graph.Add(new ConcatOperation(values, output));
        return output;
    }

    /// <summary>The elementwise product.</summary>
    public static Value AddProduct(this Graph graph, Value left, Value right)
    {
        var output = graph.NewValue(left.Width, left.Copies, left.NeedsGradient || right.NeedsGradient);
        graph.Add(new ProductOperation(left, right, output));
        return output;
    }

    /// <summary>Softmax of each row.</summary>
    public static Value AddSoftmax(this Graph graph, Value logits)
    {
        var output = graph.NewValue(logits.Width, logits.Copies, logits.NeedsGradient);
        graph.Add(new SoftmaxOperation(logits, output));
        return output;
    }

    /// <summary>The probabilities of a binary tree's leaves from the logits of its inner nodes.</summary>
    public static Value AddTreeProbabilities(this Graph graph, Value logits)
    {
        var output = graph.NewValue(logits.Width + 1, logits.Copies, logits.NeedsGradient);
        graph.Add(new TreeProbabilityOperation(logits, output));
        return output;
    }

    /// <summary>The sum of values, each row of each times its weight.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="weights">A column per value, trained.</param>
    /// <param name="values">Values of equal width.</param>
    public static Value AddWeightedSum(this Graph graph, Value weights, IReadOnlyList<Value> values)
    {
        RequireLike(values, sameWidth: true);
        if (weights.Copies != values[0].Copies)
        {
            throw new ArgumentException(
                $"What is combined is an ensemble of {values[0].Copies} members and the gate one of {weights.Copies}: put the {nameof(BatchEnsembleTrunk)} " +
                $"before the combination, in a {nameof(SequentialTrunk)}, and not inside.");
        }

        var output = graph.NewValue(values[0].Width, values[0].Copies, needsGradient: true);
        graph.Add(new WeightedSumOperation(weights, values, output));
        return output;
    }

    private static void RequireLike(IReadOnlyList<Value> values, bool sameWidth)
    {
        foreach (var value in values)
        {
            value.RequireDense("A combination of trunks");
            if (value.Copies != values[0].Copies)
            {
                throw new ArgumentException("Trunks that are combined must all be ensembles of as many members, or none of them.");
            }

            if (sameWidth && value.Width != values[0].Width)
            {
                throw new ArgumentException($"Trunks that are added have {values[0].Width} and {value.Width} outputs: give them as many.");
            }
        }
    }
}
