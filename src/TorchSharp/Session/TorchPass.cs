namespace NeuralTrainers.Torch;

/// <summary>One run through a graph: the tensors of its values so far.</summary>
/// <param name="parameters">The network's tensors.</param>
/// <param name="cache">What does not change from pass to pass.</param>
/// <param name="batch">The rows.</param>
/// <param name="random">The random numbers of a training step; null when scoring.</param>
/// <param name="precision">In which numbers matrices are multiplied.</param>
/// <param name="weightScale">The factor on the row weights in losses.</param>
internal sealed class TorchPass(
    TorchParameters parameters, TensorCache cache, TorchBatch batch, StepRandom? random, MatrixPrecision precision, float weightScale)
{
    private readonly Dictionary<Value, Tensor> _values = [];
    private readonly Dictionary<Value, List<Tensor>> _parts = [];
    private readonly Dictionary<(uint Purpose, int Columns), Tensor> _hidden = [];

    public TorchBatch Batch => batch;

    public TensorCache Cache => cache;

    public bool Training => random is not null;

    public float WeightScale => weightScale;

    /// <summary>What operations add to the mean loss, or null.</summary>
    public Tensor? Penalty { get; private set; }

    /// <summary>Where a measured gradient was cut off: what the head reads, and what that is a copy of.</summary>
    public List<(HeadInputOperation Operation, Tensor Trunk, Tensor Leaf)> Cuts { get; } = [];

    /// <summary>The rows of a value, [rows x copies, width].</summary>
    public Tensor this[Value of]
    {
        get
        {
            if (_parts.Remove(of, out var parts))
            {
                _values[of] = parts.Count == 1 ? parts[0] : torch.cat(parts, 1);
            }

            return _values[of];
        }
        set => _values[of] = value;
    }

    public Tensor this[Parameter parameter] => parameters[parameter];

    /// <summary>Adds columns to a value that several operations write.</summary>
    public void Append(Value value, Tensor columns)
    {
        if (!_parts.TryGetValue(value, out var parts))
        {
            _parts.Add(value, parts = []);
        }

        parts.Add(columns);
    }

    public void AddPenalty(Tensor penalty) => Penalty = Penalty is null ? penalty : Penalty + penalty;

    /// <summary>A linear map of rows: input times the transposed weights [out, in], and what is added to it.</summary>
    public Tensor Linear(Tensor input, Tensor weight, Tensor? bias = null)
    {
        if (precision != MatrixPrecision.BFloat16)
        {
            return torch.nn.functional.linear(input, weight, bias);
        }

        var product = Wide(torch.nn.functional.linear(Narrow(input), Narrow(weight)));
        return bias is null ? product : product + bias;
    }

    /// <summary>A product of matrices, or of as many as there are.</summary>
    public Tensor Product(Tensor left, Tensor right) =>
        precision == MatrixPrecision.BFloat16 ? Wide(Narrow(left).matmul(Narrow(right))) : left.matmul(right);

    /// <summary>Factors like a tensor's elements: 0 with the probability <paramref name="rate"/>, else 1 / (1 - rate).</summary>
    public Tensor DropoutFactors(Tensor like, float rate) => Bernoulli(like.shape, 1 - rate).mul_(1 / (1 - rate));

    /// <summary>Numbers that are 1 with a probability, and else 0.</summary>
    public Tensor Bernoulli(long[] shape, double probability) => random!.Uniform(shape).lt(probability).to_type(torch.float32);

    public Tensor Normal(long[] shape) => random!.Normal(shape);

    public Tensor Uniform(long[] shape) => random!.Uniform(shape);

    /// <summary>Which cells of the batch training shows as missing, [rows, columns] of Boolean; null for none. One draw per purpose and step.</summary>
    public Tensor? Hidden(uint purpose, int columns, float rate)
    {
        if (!Training || rate == 0)
        {
            return null;
        }

        if (!_hidden.TryGetValue((purpose, columns), out var hidden))
        {
            hidden = Uniform([batch.Count, columns]).lt(rate);
            _hidden.Add((purpose, columns), hidden);
        }

        return hidden;
    }

    // Autograd rounds the gradients of the products likewise, and makes those of the weights float32 again before it adds them up.
    private static Tensor Narrow(Tensor values) => values.to_type(torch.bfloat16);

    private static Tensor Wide(Tensor values) => values.to_type(torch.float32);
}
