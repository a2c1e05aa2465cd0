namespace NeuralTrainers.Networks.Kernels;

/// <summary>
/// What happens to an element of a product once its sum is complete, while it is still in the cache: bias, then ReLU, then dropout.
/// The default value does nothing.
/// </summary>
internal unsafe struct Epilogue
{
    /// <summary>One value per column to add, or null.</summary>
    public float* Bias;

    /// <summary>Whether to replace negative values by zero.</summary>
    public bool Relu;

    /// <summary>The dropout mask; the default value keeps everything.</summary>
    public DropoutMask Dropout;
}
