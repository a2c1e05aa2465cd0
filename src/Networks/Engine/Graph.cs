using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>The operations of a network in the order in which they run. Use from one thread at a time.</summary>
internal sealed class Graph
{
    private readonly List<Operation> _operations = [];
    private readonly List<Value> _values = [];
    private uint _dropouts;

    // Operations hold pointers into the store and the gradients, which live as long as the graph.
    private Binding? _binding;

    private Graph(ParameterLayout layout) => Layout = layout;

    public ParameterLayout Layout { get; }

    /// <summary>The raw outputs of the heads: standardised predictions or logits.</summary>
    public IReadOnlyList<Value> Heads { get; private set; } = [];

    /// <summary>Lays out the network without allocating buffers.</summary>
    /// <param name="description">A valid description.</param>
    /// <param name="categoryMaskRate">The share of categories that training shows as missing.</param>
    /// <param name="layout">The layout of a store that exists already, or null for a new one.</param>
    public static Graph Declare(NetworkDescription description, float categoryMaskRate = 0, ParameterLayout? layout = null)
    {
        var graph = new Graph(layout ?? new ParameterLayout());
        var input = graph.AddInput(description.Input, categoryMaskRate);
        var trunk = TrunkBuilder.Build(graph, description.Trunk, input);
        graph.Heads = [.. description.Heads.Select(head => graph.AddLinear($"head.{head.Name}", trunk, head.OutputCount))];
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

        for (var i = _operations.Count - 1; i >= 0; i--)
        {
            _operations[i].Backward(pass);
        }
    }

    /// <summary>Adds a linear layer, with the activation and dropout that can be fused with its product.</summary>
    public Value AddLinear(string name, Value input, int width, bool relu = false, float dropout = 0)
    {
        var output = NewValue(width, input.Copies, needsGradient: true);
        var dropoutPurpose = dropout > 0 ? NextDropout() : 0;
        _operations.Add(new LinearOperation(Layout, name, input, output, relu, dropout, dropoutPurpose));
        return output;
    }

    public Value AddActivation(Activation activation, Value input)
    {
        var output = NewValue(input.Width, input.Copies, input.NeedsGradient);
        _operations.Add(new ActivationOperation(activation, input, output));
        return output;
    }

    public Value AddDropout(float rate, Value input)
    {
        var output = NewValue(input.Width, input.Copies, input.NeedsGradient);
        _operations.Add(new DropoutOperation(rate, NextDropout(), input, output));
        return output;
    }

    private Value AddInput(InputDescription input, float categoryMaskRate)
    {
        var encoding = NumericEncodingBuilder.RequireFitted(input);
        var encoded = encoding?.Features!.Count ?? 0;
        var plain = (input.IsSparse ? 0 : input.NumericCount - encoded) + input.Embeddings.Sum(embedding => embedding.Dimension);
        var width = checked(plain + (encoded * (encoding?.Dimension ?? 0)));
        var trained = encoded > 0 || input.Embeddings.Any(embedding => !embedding.Frozen);
        var output = new Value(width, sparseWidth: input.IsSparse ? input.NumericCount : 0) { NeedsGradient = trained };
        _values.Add(output);
        _operations.Add(new InputOperation(Layout, input, categoryMaskRate, output));
        if (encoded > 0)
        {
            _operations.Add(NumericEncodingBuilder.Build(Layout, input, output, plain));
        }

        return output;
    }

    private Value NewValue(int width, int copies, bool needsGradient)
    {
        var value = new Value(width, copies) { NeedsGradient = needsGradient };
        _values.Add(value);
        return value;
    }

    private uint NextDropout() => RandomPurpose.FirstDropout + _dropouts++;
}
