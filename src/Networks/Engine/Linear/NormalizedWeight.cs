using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>w = g v / |v| per output (Salimans and Kingma, "Weight Normalization", 2016, equations 2 and 3).</summary>
internal sealed unsafe class NormalizedWeight : LinearWeight
{
    public Parameter Direction => _direction;

    public Parameter Length => _length;

    private readonly Parameter _direction;
    private readonly Parameter _length;
    private NormalizedMatrix? _matrix;
    private AlignedBuffer? _gradient;
    private float* _directionGradient;
    private float* _lengthGradient;

    public NormalizedWeight(ParameterLayout layout, string name, int outputs, int inputs, Initialization initialization)
    {
        _direction = layout.Declare($"{name}.weight_v", [outputs, inputs], initialization, decays: true);
        _length = layout.Declare($"{name}.weight_g", [outputs, 1], Initialization.RowNormsOf(_direction.Spec.Name), decays: true);
    }

    public override float* Values => _matrix!.Values;

    public override float* Gradient => _gradient!.Pointer;

    public override void Bind(Binding binding)
    {
        _matrix = binding.Store.Normalized(_direction, _length);
        _directionGradient = binding.Gradient(_direction);
        _lengthGradient = binding.Gradient(_length);
        _gradient = binding.Training ? new AlignedBuffer(_direction.Length) : null;
    }

    public override PackedMatrix Packed(in Pass pass) => _matrix!.Packed;

    public override void Complete(in Pass pass)
    {
        var (outputs, inputs) = (_direction.Spec.Shape[0], _direction.Spec.Shape[1]);
        for (var row = 0; row < outputs; row++)
        {
            var direction = new ReadOnlySpan<float>(_matrix!.Direction + ((nint)row * inputs), inputs);
            var gradient = new ReadOnlySpan<float>(_gradient!.Pointer + ((nint)row * inputs), inputs);
            var result = new Span<float>(_directionGradient + ((nint)row * inputs), inputs);
            var inverse = _matrix.InverseNorms[row];
            var along = TensorPrimitives.Dot(gradient, direction) * inverse;
            _lengthGradient[row] = along;

            // What is left of the gradient across the direction turns it; the part along it does not.
            TensorPrimitives.MultiplyAdd(direction, -along * inverse, gradient, result);
            TensorPrimitives.Multiply(result, _matrix.Lengths[row] * inverse, result);
        }
    }
}
