namespace NeuralTrainers.Networks.Kernels;

/// <summary>Where an optimizer finds values, gradients and states: buffers of the same layout. Unused states are null.</summary>
internal unsafe struct UpdateBuffers
{
    public float* Values;
    public float* Gradients;
    public float* First;
    public float* Second;
    public float* Third;

    /// <summary>The same buffers, seen from a position on.</summary>
    public readonly UpdateBuffers At(nint offset) => new()
    {
        Values = Values + offset,
        Gradients = Gradients + offset,
        First = First + offset,
        Second = Second + offset,
        Third = Third + offset,
    };
}
