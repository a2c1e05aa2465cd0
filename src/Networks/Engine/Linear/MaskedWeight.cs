using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>DropConnect (Wan et al., 2013): in training, some weights are dropped and the others scaled up.</summary>
internal sealed unsafe class MaskedWeight(LinearWeight inner, int outputs, int inputs, float rate, uint purpose) : LinearWeight
{
    public LinearWeight Inner => inner;

    public float Rate => rate;

    private AlignedBuffer? _masked;
    private PackedMatrix? _packed;

    public override float* Values => _masked!.Pointer;

    public override float* Gradient => inner.Gradient;

    public override void Bind(Binding binding)
    {
        inner.Bind(binding);
        if (binding.Training)
        {
            _masked = new AlignedBuffer(outputs * inputs);
            _packed = new PackedMatrix(inputs, outputs);
        }
    }

    public override PackedMatrix Packed(in Pass pass)
    {
        var packed = inner.Packed(pass);
        if (!pass.Training)
        {
            return packed;
        }

        new ReadOnlySpan<float>(inner.Values, outputs * inputs).CopyTo(_masked!.Span);
        Elementwise.ApplyDropout(pass.Team, Values, outputs, inputs, inputs, Mask(pass));
        _packed!.Pack(pass.Team, new MatrixView(Values, outputs, inputs, inputs).Transposed);
        return _packed;
    }

    public override void Complete(in Pass pass)
    {
        Elementwise.ApplyDropout(pass.Team, Gradient, outputs, inputs, inputs, Mask(pass));
        inner.Complete(pass);
    }

    private DropoutMask Mask(in Pass pass) => new(pass.Seed, purpose, pass.Step, rate, inputs);
}
