namespace NeuralTrainers.Networks;

/// <summary>Builds a <see cref="ResidualTrunk"/>.</summary>
internal sealed class ResidualBuilder(Graph graph, ResidualTrunk trunk, string name)
{
    private readonly bool _relu = trunk.Activation is ReluActivation;
    private readonly bool _before = trunk.Order == ResidualOrder.PreActivation;

    public Value Build(Value input)
    {
        var value = _before
            ? AddLinear($"{name}.input", input, trunk.Widths[0], null)
            : graph.AddLayer($"{name}.input", input, trunk.Widths[0], Layer(Dropout.None));
        for (var block = 0; block < trunk.Widths.Count; block++)
        {
            value = AddBlock($"{name}.{block}", value, trunk.Widths[block]);
        }

        return _before ? AddActivation($"{name}.output", AddNormalization($"{name}.output.norm", value, _relu)) : value;
    }

    private LayerSettings Layer(Dropout dropout) => new(trunk.Activation, trunk.Normalization, dropout, trunk.Initialization);

    private Value AddBlock(string block, Value input, int width)
    {
        var branch = _before ? AddNormalization($"{block}.norm", input, thenRelu: false) : input;
        for (var layer = 0; layer < trunk.HiddenLayers; layer++)
        {
            branch = AddHidden($"{block}.hidden.{layer}", branch, trunk.HiddenWidth(width), layer > 0 ? trunk.Groups : 1);
        }

        // Standard dropout on the branch is done in the product's loop where nothing comes between.
        var plain = _before && trunk.Excitation is null && trunk.ResidualDropout is StandardDropout;
        branch = AddLinear($"{block}.output", branch, width, plain ? ((StandardDropout)trunk.ResidualDropout).Rate : 0);
        branch = _before ? branch : AddNormalization($"{block}.output.norm", branch, thenRelu: false);
        branch = trunk.Excitation is { } reduction ? AddExcitation($"{block}.excitation", branch, Math.Max(1, width / reduction)) : branch;
        branch = plain ? branch : graph.AddDropout($"{block}.dropout", trunk.ResidualDropout, branch);
        var sum = graph.AddSum(AddShortcut($"{block}.shortcut", input, width), branch, thenRelu: !_before && _relu);
        return _before ? sum : AddActivation(block, sum);
    }

    private Value AddHidden(string layer, Value input, int width, int groups)
    {
        var settings = Layer(trunk.Dropout) with { Normalization = _before && trunk.Normalization is not WeightNormalization ? null : trunk.Normalization };
        if (groups == 1)
        {
            return graph.AddLayer(layer, input, width, settings);
        }

        var value = graph.AddGroupedLinear(layer, input, width * trunk.Activation.InputsPerOutput, groups, Options());
        value = graph.AddNormalization($"{layer}.norm", settings.Normalization, value, thenRelu: _relu);
        return graph.AddDropout($"{layer}.dropout", trunk.Dropout, AddActivation(layer, value));
    }

    private Value AddShortcut(string shortcut, Value input, int width)
    {
        if (input.Width == width || trunk.Shortcut == ResidualShortcut.ZeroPadding)
        {
            return input;
        }

        return AddNormalization($"{shortcut}.norm", AddLinear(shortcut, input, width, null), thenRelu: false);
    }

    // Each unit's scale follows from all units of the branch (Hu et al., 2018, with rows in the place of images).
    private Value AddExcitation(string excitation, Value branch, int width)
    {
        var squeezed = graph.AddLinear($"{excitation}.0", branch, width, Options() with { Relu = true });
        var logits = graph.AddLinear($"{excitation}.1", squeezed, branch.Width, Options());
        return graph.AddProduct(branch, graph.AddActivation(excitation, Activation.Sigmoid, logits));
    }

    private Value AddLinear(string linear, Value input, int width, float? dropout) => graph.AddLinear(linear, input, width, Options() with
    {
        Dropout = dropout ?? 0,
        WeightNormalization = trunk.Normalization is WeightNormalization,
        DropConnect = dropout is not null && trunk.ResidualDropout is DropConnect connect ? connect.Rate : 0,
    });

    private LinearOptions Options() => new() { Initialization = trunk.Initialization, Next = trunk.Activation };

    private Value AddNormalization(string norm, Value input, bool thenRelu) =>
        graph.AddNormalization(norm, trunk.Normalization, input, thenRelu);

    // Unless a loop before has done it.
    private Value AddActivation(string activation, Value input) =>
        _relu ? input : graph.AddActivation($"{activation}.activation", trunk.Activation, input);
}
