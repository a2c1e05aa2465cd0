using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>What flows between operations: a row of <see cref="Width"/> numbers per row of the batch, and in training its gradient.</summary>
internal sealed unsafe class Value(int width, int sparseWidth = 0)
{
    private AlignedBuffer? _data;
    private AlignedBuffer? _gradient;

    public int Width { get; } = width;

    /// <summary>The number of sparse slots of the batch that belong to this value beside its dense numbers. Above 0 for an input only.</summary>
    public int SparseWidth { get; } = sparseWidth;

    /// <summary>Whether anything before this value is trained, so that its gradient is needed.</summary>
    public bool NeedsGradient { get; set; }

    public float* Data => _data!.Pointer;

    public float* Gradient => _gradient!.Pointer;

    /// <summary>Whether a consumer has written the gradient in this backward pass: the next one adds to it.</summary>
    public bool GradientStarted { get; set; }

    public void Bind(int capacity, bool training)
    {
        _data = new AlignedBuffer(checked(capacity * Width));
        if (training && NeedsGradient)
        {
            _gradient = new AlignedBuffer(checked(capacity * Width));
        }
    }
}
