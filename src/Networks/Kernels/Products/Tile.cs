namespace NeuralTrainers.Networks.Kernels;

/// <summary>What one call of a tile kernel works on: a few rows of A times one panel of B over one block of k.</summary>
internal unsafe struct Tile
{
    /// <summary>The tile's first element of A; element (i, k) is <c>A[i * ARow + k * AColumn]</c>.</summary>
    public float* A;

    public nint ARow;

    public nint AColumn;

    /// <summary>The panel's first row in this block; full panel width, rows <see cref="BStride"/> apart.</summary>
    public float* B;

    public nint BStride;

    /// <summary>The number of k's.</summary>
    public nint Depth;

    /// <summary>The tile's first element of C.</summary>
    public float* C;

    public nint CStride;

    /// <summary>The number of columns of C to write, at most the panel's width.</summary>
    public int Columns;

    /// <summary>Whether to add to what C holds.</summary>
    public bool Accumulate;

    /// <summary>Whether to apply ReLU.</summary>
    public bool Relu;

    /// <summary>The panel's first bias to add, or null.</summary>
    public float* Bias;

    /// <summary>Room for one tile of sums.</summary>
    public float* Spill;
}
