namespace NeuralTrainers.Networks;

/// <summary>
/// Places all tensors of a network one after another, the trained ones in one flat range and the constants in another, so that the optimizer
/// runs over one range. Nothing is allocated here.
/// </summary>
internal sealed class ParameterLayout
{
    // Each tensor starts on a cache line.
    public const int Alignment = 16;

    private readonly Dictionary<string, Parameter> _byName = new(StringComparer.Ordinal);
    private readonly List<Parameter> _parameters = [];
    private long _trainedLength;
    private long _constantLength;

    public IReadOnlyList<Parameter> Parameters => _parameters;

    public int TrainedLength => (int)_trainedLength;

    public int ConstantLength => (int)_constantLength;

    /// <summary>Declares a tensor, or finds the one of the same name: that is how layers share weights.</summary>
    public Parameter Declare(string name, IReadOnlyList<int> shape, Initialization initialization, bool decays, bool trains = true)
    {
        if (_byName.TryGetValue(name, out var known))
        {
            return known.Spec.Shape.SequenceEqual(shape)
                ? known
                : throw new ArgumentException($"Tensor '{name}' is shared by layers of different shapes.");
        }

        var spec = new ParameterSpec(name, shape, initialization, decays, trains);
        ref var length = ref trains ? ref _trainedLength : ref _constantLength;
        var end = checked(length + ((spec.Length + Alignment - 1) / Alignment * Alignment));
        if (end > int.MaxValue - (2 * Alignment))
        {
            throw new ArgumentException(
                $"Tensor '{name}' of {spec.Length} values makes the network larger than {int.MaxValue} values: make it smaller.");
        }

        var parameter = new Parameter(spec, (int)length);
        length = end;
        _byName.Add(name, parameter);
        _parameters.Add(parameter);
        return parameter;
    }
}
