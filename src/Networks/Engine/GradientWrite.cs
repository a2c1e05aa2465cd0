using System.Numerics.Tensors;

namespace NeuralTrainers.Networks;

/// <summary>How an operation writes the gradient of one of its inputs: not at all, over what is there, or in addition to it.</summary>
/// <param name="Needed">Whether the input needs a gradient.</param>
/// <param name="Adds">Whether another consumer has written before.</param>
internal readonly record struct GradientWrite(bool Needed, bool Adds)
{
    /// <summary>Writes a row.</summary>
    public void Put(Value value, int row, ReadOnlySpan<float> gradient)
    {
        if (!Needed)
        {
            return;
        }

        var target = value.GradientRow(row);
        if (Adds)
        {
            TensorPrimitives.Add(target, gradient, target);
        }
        else
        {
            gradient.CopyTo(target);
        }
    }

    /// <summary>Writes gradient * factor to a row.</summary>
    public void Put(Value value, int row, ReadOnlySpan<float> gradient, float factor)
    {
        if (!Needed)
        {
            return;
        }

        var target = value.GradientRow(row);
        if (Adds)
        {
            TensorPrimitives.MultiplyAdd(gradient, factor, target, target);
        }
        else
        {
            TensorPrimitives.Multiply(gradient, factor, target);
        }
    }

    /// <summary>Writes the elementwise product of gradient and factors to a row.</summary>
    public void Put(Value value, int row, ReadOnlySpan<float> gradient, ReadOnlySpan<float> factors)
    {
        if (!Needed)
        {
            return;
        }

        var target = value.GradientRow(row);
        if (Adds)
        {
            TensorPrimitives.MultiplyAdd(gradient, factors, target, target);
        }
        else
        {
            TensorPrimitives.Multiply(gradient, factors, target);
        }
    }
}
