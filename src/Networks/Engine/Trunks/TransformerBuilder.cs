namespace NeuralTrainers.Networks;

/// <summary>Builds a <see cref="TransformerTrunk"/>.</summary>
internal sealed class TransformerBuilder(Graph graph, TransformerTrunk trunk, string name)
{
    private static readonly LayerNormalization Norm = new();

    public Value Build(Value input)
    {
        var value = AddTokens(input);
        for (var block = 0; block < trunk.Blocks; block++)
        {
            var prefix = $"{name}.{block}";
            value = AddAttention(prefix, value, first: block == 0, last: block == trunk.Blocks - 1);
            value = AddFeedForward($"{prefix}.feed_forward", value);
        }

        var relu = trunk.Activation is ReluActivation;
        value = graph.AddNormalization($"{name}.output.norm", Norm, value, thenRelu: relu);
        return relu ? value : graph.AddActivation($"{name}.output.activation", trunk.Activation, value);
    }

    private Value AddTokens(Value input)
    {
        input.RequireDense(nameof(TransformerTrunk));
        if (input.Copies > 1)
        {
            throw new ArgumentException($"A {nameof(TransformerTrunk)} cannot read the members of an ensemble.");
        }

        // Counted before they are listed: a damaged description may name very many.
        var count = input.Features is null ? input.Width : InputFeatures.Count(input.Features);
        if (count >= TransformerTrunk.MaximumTokens)
        {
            throw new ArgumentException(
                $"A {nameof(TransformerTrunk)} makes a token of each of {count} features, and the cost grows with their square: " +
                $"give it fewer than {TransformerTrunk.MaximumTokens}, or use another trunk.");
        }

        int[] widths = [.. input.Features is null ? Enumerable.Repeat(1, input.Width) : InputFeatures.Widths(input.Features)];
        var tokens = graph.NewValue(trunk.Width, count + 1, needsGradient: true);
        graph.Add(new TokenizerOperation(graph.Layout, $"{name}.tokenizer", widths, input, tokens));
        return tokens;
    }

    private Value AddAttention(string block, Value input, bool first, bool last)
    {
        var read = first ? input : graph.AddNormalization($"{block}.attention.norm", Norm, input);

        // After the last block only the first token is read, so only it asks.
        var asking = last ? AddFirst(read) : read;
        var queries = AddLinear($"{block}.attention.query", asking);
        var keys = AddLinear($"{block}.attention.key", read);
        var values = AddLinear($"{block}.attention.value", read);
        var mixed = graph.NewValue(trunk.Width, queries.Copies, needsGradient: true);
        graph.Add(new AttentionOperation(
            trunk.AttentionHeads, trunk.AttentionDropout, graph.NextRandomUse(), queries, keys, values, mixed));
        var branch = AddLinear($"{block}.attention.output", mixed, trunk.ResidualDropout);
        return graph.AddSum(last ? AddFirst(input) : input, branch);
    }

    private Value AddFeedForward(string layer, Value input)
    {
        var read = graph.AddNormalization($"{layer}.norm", Norm, input);
        Dropout dropout = trunk.FeedForwardDropout;
        var settings = new LayerSettings(trunk.Activation, null, trunk.Gated ? Dropout.None : dropout, trunk.Initialization);
        var hidden = graph.AddLayer($"{layer}.hidden", read, trunk.HiddenWidth, settings);
        if (trunk.Gated)
        {
            var gated = graph.AddLinear($"{layer}.gated", read, trunk.HiddenWidth, new LinearOptions { Initialization = trunk.Initialization });
            hidden = graph.AddDropout($"{layer}.dropout", dropout, graph.AddProduct(gated, hidden));
        }

        var branch = graph.AddLinear(
            $"{layer}.output", hidden, trunk.Width, new LinearOptions { Initialization = trunk.Initialization, Dropout = trunk.ResidualDropout });
        return graph.AddSum(input, branch);
    }

    private Value AddFirst(Value tokens)
    {
        var output = graph.NewValue(tokens.Width, copies: 1, tokens.NeedsGradient);
        graph.Add(new FirstCopyOperation(tokens, output));
        return output;
    }

    private Value AddLinear(string linear, Value input, float dropout = 0) => graph.AddLinear(
        linear, input, trunk.Width, new LinearOptions { Initialization = trunk.Initialization, Dropout = dropout, ZeroBias = true });
}
