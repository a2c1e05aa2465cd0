namespace NeuralTrainers.Networks;

/// <summary>Turns a head's dual block into operations.</summary>
internal static class DualBlockBuilder
{
    /// <summary>Adds both blocks and what combines them.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="description">All of it.</param>
    /// <param name="head">The head.</param>
    /// <param name="trunk">What both blocks read, unless the persistence block has embeddings of its own.</param>
    /// <param name="maskRate">The share of previous values that training shows as missing.</param>
    public static DualBlock Build(Graph graph, NetworkDescription description, HeadDescription head, Value trunk, float maskRate)
    {
        var (blocks, name) = (head.DualBlock!.Blocks, $"head.{head.Name}");
        var input = blocks.ShareEmbeddings ? trunk : graph.AddInput(description, OwnTables(description.Input, name), maskRate);
        var persistence = TrunkBuilder.Build(graph, blocks.Persistence, input, $"{name}.persistence.trunk");
        var logit = graph.AddHead($"{name}.persistence", persistence, 1);
        var change = graph.AddHead(
            $"{name}.change", TrunkBuilder.Build(graph, blocks.Change, trunk, $"{name}.change.trunk"), head.OutputCount);
        if (logit.Copies != change.Copies)
        {
            throw new ArgumentException(
                $"The persistence block of head '{head.Name}' has {logit.Copies} members and its change block {change.Copies}: " +
                "make both ensembles of as many members, or neither.");
        }

        var output = graph.NewValue(head.OutputCount, change.Copies, needsGradient: true);
        var probability = graph.NewValue(1, change.Copies, needsGradient: false);
        var previous = PreviousValues.Of(description, head, maskRate);
        graph.Add(head.Loss.Target == TargetKind.Multiclass
            ? new ClassMixtureOperation(head.DualBlock.InitialLogit, previous, logit, change, output, probability)
            : new PersistenceGateOperation(
                head, FirstTarget(description, head), previous, logit, Threshold(graph, description, head, persistence, maskRate), change, output, probability));

        // A probability of its own is averaged as any number is.
        return new DualBlock(output, graph.AddAverage(head with { Loss = new SquaredLoss() }, probability)!, graph.AddAverage(head, change)!);
    }

    private static Value? Threshold(Graph graph, NetworkDescription description, HeadDescription head, Value persistence, float maskRate)
    {
        if (head.DualBlock!.Threshold is not { } threshold)
        {
            return null;
        }

        var name = $"head.{head.Name}.threshold";
        var gates = threshold.LearnedRegions > 0 ? graph.AddHead($"{name}.gates", persistence, threshold.LearnedRegions) : null;
        var output = graph.NewValue(1, persistence.Copies, needsGradient: true);
        graph.Add(gates is null
            ? new RegionThresholdOperation(graph.Layout, name, threshold, description.Input, maskRate, output)
            : new LearnedThresholdOperation(graph.Layout, name, threshold, gates, output));
        return output;
    }

    private static InputDescription OwnTables(InputDescription input, string head) => input with
    {
        Embeddings = [.. input.Embeddings.Select(embedding => embedding with { Table = $"{embedding.Table}.{head}.persistence" })],
    };

    private static int FirstTarget(NetworkDescription description, HeadDescription head) =>
        description.Heads.TakeWhile(other => !ReferenceEquals(other, head)).Sum(other => other.TargetWidth);
}
