using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>The operations of a network in the order in which they run. Use from one thread at a time.</summary>
internal sealed class Graph
{
    /// <summary>What the names of all heads' tensors begin with.</summary>
    public const string HeadPrefix = "head.";

    /// <summary>What the names of the tensors of modules with a name begin with.</summary>
    public const string SharedPrefix = "shared.";

    // Nested repetition could otherwise make an enormous network of a short description.
    private const int MaximumOperations = 4096;

    private readonly List<Operation> _operations = [];
    private readonly List<Value> _values = [];
    private uint _randomUses;

    // Operations hold pointers into the store and the gradients, which live as long as the graph.
    private Binding? _binding;

    private Graph(ParameterLayout layout) => Layout = layout;

    public ParameterLayout Layout { get; }

    /// <summary>The operations in the order in which they run.</summary>
    public IReadOnlyList<Operation> Operations => _operations;

    /// <summary>
    /// The raw outputs of the heads: standardised predictions or logits, of each member if the network is an ensemble. Null for a head that
    /// scoring leaves out.
    /// </summary>
    public IReadOnlyList<Value?> Heads { get; private set; } = [];

    /// <summary>What each head reads, or null where that is the trunk's representation itself.</summary>
    public IReadOnlyList<HeadInputOperation?> HeadInputs { get; private set; } = [];

    /// <summary>The same with the members' outputs averaged, when not in training.</summary>
    public IReadOnlyList<Value?> Outputs { get; private set; } = [];

    /// <summary>What the heads with dual blocks show beside that; null for the others.</summary>
    public IReadOnlyList<DualBlock?> DualBlocks { get; private set; } = [];

    /// <summary>What the heads read, of each member if the network is an ensemble; null if they read the input, for want of a hidden layer.</summary>
    public Value? Representation { get; private set; }

    /// <summary>The bodies of the modules with a name that were built so far.</summary>
    public Dictionary<string, Trunk> SharedTrunks { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether training needs batches of at least two rows.</summary>
    public bool NeedsSeveralRows => _operations.Any(operation => operation is BatchNormOperation);

    /// <summary>Lays out the network without allocating buffers.</summary>
    /// <param name="description">A valid description.</param>
    /// <param name="categoryMaskRate">The share of categories that training shows as missing.</param>
    /// <param name="layout">The layout of a store that exists already, or null for a new one.</param>
    /// <param name="purpose">What the graph is for. That of a store's layout must have all heads.</param>
    public static Graph Declare(
        NetworkDescription description, float categoryMaskRate = 0, ParameterLayout? layout = null, GraphPurpose purpose = GraphPurpose.Training)
    {
        var graph = new Graph(layout ?? new ParameterLayout());
        var input = graph.AddInput(description, description.Input, categoryMaskRate);
        var trunk = TrunkBuilder.Build(graph, description.Trunk, input, "trunk");
        graph.Representation = ReferenceEquals(trunk, input) ? null : trunk;
        if (purpose == GraphPurpose.Features)
        {
            return graph;
        }

        (graph.Heads, graph.HeadInputs, graph.DualBlocks) = HeadBuilder.Build(graph, description, trunk, categoryMaskRate, purpose);
        graph.Outputs = [.. description.Heads.Zip(graph.Heads, graph.AddAverage)];
        return graph;
    }

    /// <summary>Plans all buffers. Called once.</summary>
    public void Bind(Binding binding)
    {
        _binding = binding;
        foreach (var value in _values)
        {
            value.Bind(binding.Capacity, binding.Training);
        }

        foreach (var operation in _operations)
        {
            operation.Bind(binding);
        }
    }

    public void Forward(in Pass pass)
    {
        foreach (var operation in _operations)
        {
            operation.Forward(pass);
        }
    }

    /// <summary>Runs backward; the heads' gradients must be filled.</summary>
    public void Backward(in Pass pass)
    {
        foreach (var value in _values)
        {
            value.GradientStarted = false;
        }

        _binding!.ClearShared();
        for (var i = _operations.Count - 1; i >= 0; i--)
        {
            _operations[i].Backward(pass);
        }

        _binding.SumFurtherUses();
    }

    /// <summary>What operations add to the mean loss of the last pass: penalties on what they learn.</summary>
    public double Penalty()
    {
        double sum = 0;
        foreach (var operation in _operations)
        {
            sum += operation.Penalty;
        }

        return sum;
    }

    /// <summary>Adds an operation after all others.</summary>
    public void Add(Operation operation)
    {
        if (_operations.Count == MaximumOperations)
        {
            throw new ArgumentException($"The network has more than {MaximumOperations} operations: give it fewer layers or repetitions.");
        }

        _operations.Add(operation);
    }

    /// <summary>Plans a value.</summary>
    public Value NewValue(int width, int copies, bool needsGradient, int sparseWidth = 0)
    {
        var value = new Value(width, copies, sparseWidth) { NeedsGradient = needsGradient };
        _values.Add(value);
        return value;
    }

    /// <summary>A purpose for one more use of random numbers in training.</summary>
    public uint NextRandomUse() => RandomPurpose.FirstDropout + _randomUses++;

    /// <summary>Adds a linear layer, with the activation and dropout that can be fused with its product.</summary>
    public Value AddLinear(string name, Value input, int width, LinearOptions? options = null)
    {
        var output = NewValue(width, input.Copies, needsGradient: true);
        Add(new LinearOperation(Layout, name, input, output, options ?? LinearOptions.Plain, NextRandomUse));
        return output;
    }

    /// <summary>Adds a linear layer with a block-diagonal matrix.</summary>
    public Value AddGroupedLinear(string name, Value input, int width, int groups, LinearOptions options)
    {
        var output = NewValue(width, input.Copies, needsGradient: true);
        Add(new GroupedLinearOperation(Layout, name, groups, options, input, output));
        return output;
    }

    /// <summary>Adds a head's linear layer; each member of an ensemble has one of its own.</summary>
    public Value AddHead(string name, Value input, int width)
    {
        if (input.Copies == 1)
        {
            return AddLinear(name, input, width);
        }

        var output = NewValue(width, input.Copies, needsGradient: true);
        Add(GroupedLinearOperation.PerMember(Layout, name, input, output));
        return output;
    }

    /// <summary>Averages the members of an ensemble as a head's loss understands them, when not in training.</summary>
    public Value? AddAverage(HeadDescription head, Value? members)
    {
        if (members is null or { Copies: 1 })
        {
            return members;
        }

        var output = NewValue(members.Width, copies: 1, needsGradient: false);
        Add(new EnsembleAverageOperation(LossFunction.Of(head), members, output));
        return output;
    }

    /// <summary>Adds the input's row: plain numbers, categories' vectors, encoded numbers, previous values.</summary>
    /// <param name="description">The network, whose heads say which previous values are features.</param>
    /// <param name="input">Its input, or a variant of it with other tables.</param>
    /// <param name="categoryMaskRate">The share of categories that training shows as missing.</param>
    public Value AddInput(NetworkDescription description, InputDescription input, float categoryMaskRate)
    {
        var encoding = NumericEncodingBuilder.RequireFitted(input);
        var encoded = encoding?.Features!.Count ?? 0;
        var plain = (input.IsSparse ? 0 : input.NumericCount - encoded) + input.Embeddings.Sum(embedding => embedding.Dimension);
        var encodedEnd = checked(plain + (encoded * (encoding?.Dimension ?? 0)));
        var previous = description.Heads.Where(head => head.ReadsPreviousNumber).ToList();
        var width = checked(encodedEnd + (previous.Count * PreviousFeatureOperation.Width));
        var trained = encoded > 0 || input.Embeddings.Any(embedding => !embedding.Frozen);
        var output = new Value(width, sparseWidth: input.IsSparse ? input.NumericCount : 0) { NeedsGradient = trained, Features = previous.Count > 0 ? null : input };
        _values.Add(output);
        Add(new InputOperation(Layout, input, categoryMaskRate, output));
        if (encoded > 0)
        {
            Add(NumericEncodingBuilder.Build(Layout, input, output, plain));
        }

        for (var i = 0; i < previous.Count; i++)
        {
            var values = PreviousValues.Of(description, previous[i], categoryMaskRate);
            Add(new PreviousFeatureOperation(values, previous[i], output, encodedEnd + (i * PreviousFeatureOperation.Width)));
        }

        return output;
    }
}
