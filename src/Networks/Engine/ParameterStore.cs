using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// The values of a network's parameters, and its matrices in the order in which products read them. Graphs that score share one store.
/// </summary>
internal sealed unsafe class ParameterStore
{
    private readonly Dictionary<Parameter, PackedMatrix?[]> _packed = [];
    private readonly Dictionary<Parameter, NormalizedMatrix> _normalized = [];

    public ParameterStore(ParameterLayout layout, NetworkWeights weights)
    {
        Layout = layout;
        Trained = new AlignedBuffer(layout.TrainedLength);
        Constants = new AlignedBuffer(layout.ConstantLength);
        foreach (var parameter in layout.Parameters)
        {
            weights[parameter.Spec.Name].Values.CopyTo(new Span<float>(Pointer(parameter), parameter.Length));
        }
    }

    public ParameterLayout Layout { get; }

    /// <summary>All values that the optimizer changes.</summary>
    public AlignedBuffer Trained { get; }

    /// <summary>All other values. Operations change some of them in training: running statistics.</summary>
    public AlignedBuffer Constants { get; }

    /// <summary>The trained matrices [out, in] that rows of values are multiplied by, in the order of the layout. Known once a graph is bound.</summary>
    public IEnumerable<Parameter> Matrices =>
        _packed.Keys.Where(weight => weight.Spec.Trains).OrderBy(weight => weight.Offset);

    public float* Pointer(Parameter parameter) => (parameter.Spec.Trains ? Trained : Constants).Pointer + parameter.Offset;

    /// <summary>
    /// The transpose of a linear layer's [out, in] weights, packed as the right factor of a product. Filled by <see cref="Pack"/>.
    /// </summary>
    /// <param name="weight">A tensor of one such matrix, or of several: [parts, out, in].</param>
    /// <param name="part">Which of them.</param>
    public PackedMatrix Packed(Parameter weight, int part = 0)
    {
        var shape = weight.Spec.Shape;
        if (!_packed.TryGetValue(weight, out var parts))
        {
            parts = new PackedMatrix?[shape.Count > 2 ? shape[0] : 1];
            _packed.Add(weight, parts);
        }

        return parts[part] ??= new PackedMatrix(shape[^1], shape[^2]);
    }

    /// <summary>The product of directions [out, in] and lengths [out, 1]. Filled by <see cref="Pack"/>.</summary>
    public NormalizedMatrix Normalized(Parameter direction, Parameter length)
    {
        if (!_normalized.TryGetValue(direction, out var matrix))
        {
            matrix = new NormalizedMatrix(Pointer(direction), Pointer(length), direction.Spec.Shape[0], direction.Spec.Shape[1]);
            _normalized.Add(direction, matrix);
        }

        return matrix;
    }

    /// <summary>Brings all packed matrices up to date with the values.</summary>
    public void Pack(WorkerTeam team)
    {
        foreach (var (weight, parts) in _packed)
        {
            var (rows, columns) = (weight.Spec.Shape[^2], weight.Spec.Shape[^1]);
            for (var part = 0; part < parts.Length; part++)
            {
                parts[part]?.Pack(team, new MatrixView(Pointer(weight) + ((nint)part * rows * columns), rows, columns, columns).Transposed);
            }
        }

        foreach (var matrix in _normalized.Values)
        {
            matrix.Update(team);
        }
    }

    public NetworkWeights ToWeights() => new(Layout.Parameters.Select(parameter => new WeightTensor(
        parameter.Spec.Name,
        parameter.Spec.Shape,
        new ReadOnlySpan<float>(Pointer(parameter), parameter.Length).ToArray())));
}
