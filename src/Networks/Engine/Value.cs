using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// What flows between operations: <see cref="Copies"/> rows of <see cref="Width"/> numbers per row of the batch, one below the other, and in
/// training their gradient.
/// </summary>
/// <param name="width">Numbers in a row.</param>
/// <param name="copies">Rows per row of the batch: 1, or the members of an ensemble, or the tokens of a sequence.</param>
/// <param name="sparseWidth">Sparse slots beside the dense numbers.</param>
internal sealed unsafe class Value(int width, int copies = 1, int sparseWidth = 0)
{
    private AlignedBuffer? _data;
    private AlignedBuffer? _gradient;

    public int Width { get; } = width;

    public int Copies { get; } = copies;

    /// <summary>The number of sparse slots of the batch that belong to this value beside its dense numbers. Above 0 for an input only.</summary>
    public int SparseWidth { get; } = sparseWidth;

    /// <summary>Whose features the row consists of, if it is the network's input.</summary>
    public InputDescription? Features { get; init; }

    /// <summary>Whether anything before this value is trained, so that its gradient is needed.</summary>
    public bool NeedsGradient { get; set; }

    public float* Data => _data!.Pointer;

    public float* Gradient => _gradient!.Pointer;

    /// <summary>Whether a consumer has written the gradient in this backward pass: the next one adds to it.</summary>
    public bool GradientStarted { get; set; }

    /// <summary>The number of rows of <see cref="Width"/> numbers that it has in this pass.</summary>
    public int Rows(in Pass pass) => pass.Rows * Copies;

    /// <summary>The number of numbers that it has in this pass.</summary>
    public int Length(in Pass pass) => pass.Rows * Copies * Width;

    /// <summary>A row of numbers, counted over all copies.</summary>
    public Span<float> Row(int row) => new(Data + ((nint)row * Width), Width);

    /// <summary>A row of the gradient.</summary>
    public Span<float> GradientRow(int row) => new(Gradient + ((nint)row * Width), Width);

    /// <summary>Called by a consumer that is about to write the gradient.</summary>
    public GradientWrite BeginGradient()
    {
        var write = new GradientWrite(NeedsGradient, GradientStarted);
        GradientStarted = NeedsGradient;
        return write;
    }

    /// <summary>Refuses sparse slots, which only a linear layer can read.</summary>
    public void RequireDense(string reader)
    {
        if (SparseWidth > 0)
        {
            throw new ArgumentException($"{reader} cannot read sparse features: make the features dense, or begin with a layer of an {nameof(MlpTrunk)}.");
        }
    }

    public void Bind(int capacity, bool training)
    {
        _data = new AlignedBuffer(checked(capacity * Copies * Width));
        if (training && NeedsGradient)
        {
            _gradient = new AlignedBuffer(checked(capacity * Copies * Width));
        }
    }
}
