using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>A matrix that is trained as it is.</summary>
internal sealed unsafe class PlainWeight(Parameter parameter) : LinearWeight
{
    public Parameter Parameter => parameter;

    private PackedMatrix? _packed;
    private float* _values;
    private float* _gradient;

    public override float* Values => _values;

    public override float* Gradient => _gradient;

    public override void Bind(Binding binding)
    {
        _values = binding.Store.Pointer(parameter);
        _gradient = binding.Gradient(parameter);
        _packed = binding.Store.Packed(parameter);
    }

    public override PackedMatrix Packed(in Pass pass) => _packed!;

    public override void Complete(in Pass pass)
    {
    }
}
