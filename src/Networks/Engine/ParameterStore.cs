using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// The values of a network's parameters, and its matrices in the order in which products read them. Graphs that score share one store.
/// </summary>
internal sealed unsafe class ParameterStore
{
    private readonly AlignedBuffer _constants;
    private readonly Dictionary<Parameter, PackedMatrix> _packed = [];

    public ParameterStore(ParameterLayout layout, NetworkWeights weights)
    {
        Layout = layout;
        Trained = new AlignedBuffer(layout.TrainedLength);
        _constants = new AlignedBuffer(layout.ConstantLength);
        foreach (var parameter in layout.Parameters)
        {
            weights[parameter.Spec.Name].Values.CopyTo(new Span<float>(Pointer(parameter), parameter.Length));
        }
    }

    public ParameterLayout Layout { get; }

    /// <summary>All values that the optimizer changes.</summary>
    public AlignedBuffer Trained { get; }

    public float* Pointer(Parameter parameter) => (parameter.Spec.Trains ? Trained : _constants).Pointer + parameter.Offset;

    /// <summary>
    /// The transpose of a linear layer's [out, in] weights, packed as the right factor of a product. Filled by <see cref="Pack"/>.
    /// </summary>
    public PackedMatrix Packed(Parameter weight)
    {
        if (!_packed.TryGetValue(weight, out var packed))
        {
            packed = new PackedMatrix(weight.Spec.Shape[1], weight.Spec.Shape[0]);
            _packed.Add(weight, packed);
        }

        return packed;
    }

    /// <summary>Brings all packed matrices up to date with the values.</summary>
    public void Pack(WorkerTeam team)
    {
        foreach (var (weight, packed) in _packed)
        {
            var shape = weight.Spec.Shape;
            packed.Pack(team, new MatrixView(Pointer(weight), shape[0], shape[1], shape[1]).Transposed);
        }
    }

    public NetworkWeights ToWeights() => new(Layout.Parameters.Select(parameter => new WeightTensor(
        parameter.Spec.Name,
        parameter.Spec.Shape,
        new ReadOnlySpan<float>(Pointer(parameter), parameter.Length).ToArray())));
}
