using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// Inverted dropout (Srivastava et al., 2014) where it cannot be fused with a product: each element is dropped with probability
/// <paramref name="rate"/> or scaled by 1 / (1 - rate). Does nothing when scoring.
/// </summary>
internal sealed unsafe class DropoutOperation(float rate, uint purpose, Value input, Value output) : Operation
{
    public Value Input => input;

    public Value Output => output;

    public float Rate => rate;

    public override void Bind(Binding binding)
    {
    }

    public override void Forward(in Pass pass)
    {
        if (pass.Training)
        {
            MaskedCopy.Run(pass.Team, Mask(pass), input.Data, output.Data, input.Rows(pass), input.Width, accumulate: false);
            return;
        }

        var length = input.Length(pass);
        new ReadOnlySpan<float>(input.Data, length).CopyTo(new Span<float>(output.Data, length));
    }

    public override void Backward(in Pass pass)
    {
        if (input.NeedsGradient)
        {
            // The mask is computed again, not stored.
            MaskedCopy.Run(
                pass.Team, Mask(pass), output.Gradient, input.Gradient, input.Rows(pass), input.Width, accumulate: input.GradientStarted);
            input.GradientStarted = true;
        }
    }

    private DropoutMask Mask(in Pass pass) => new(pass.Seed, purpose, pass.Step, rate, input.Width);
}
