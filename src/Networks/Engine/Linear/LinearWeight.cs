using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>The matrix [out, in] that a linear layer multiplies by, and the way from its gradient to those of the tensors that it is made of.</summary>
internal abstract unsafe class LinearWeight
{
    /// <summary>Plans buffers.</summary>
    public abstract void Bind(Binding binding);

    /// <summary>The transposed matrix of this pass, packed as the right factor of a product.</summary>
    public abstract PackedMatrix Packed(in Pass pass);

    /// <summary>The matrix of this pass, row-major, after <see cref="Packed"/>.</summary>
    public abstract float* Values { get; }

    /// <summary>Where the gradient by the matrix is to be written.</summary>
    public abstract float* Gradient { get; }

    /// <summary>Called when <see cref="Gradient"/> is written.</summary>
    public abstract void Complete(in Pass pass);

    /// <summary>Declares the tensors of a layer.</summary>
    public static LinearWeight Declare(
        ParameterLayout layout, string name, int outputs, int inputs, Initialization initialization, LinearOptions options, Func<uint> nextPurpose)
    {
        LinearWeight weight = options.WeightNormalization
            ? new NormalizedWeight(layout, name, outputs, inputs, initialization)
            : new PlainWeight(layout.Declare($"{name}.weight", [outputs, inputs], initialization, decays: true));
        return options.DropConnect > 0 ? new MaskedWeight(weight, outputs, inputs, options.DropConnect, nextPurpose()) : weight;
    }
}
