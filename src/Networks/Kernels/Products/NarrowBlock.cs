namespace NeuralTrainers.Networks.Kernels;

/// <summary>
/// What one call of a narrow kernel works on: C[i, j] (+)= sum over k of A[i, k] B[k, j] for few columns j, where
/// neighbours in i lie side by side in memory.
/// </summary>
internal unsafe struct NarrowBlock
{
    /// <summary>Element (i, k) is <c>A[i + k * AColumn]</c>.</summary>
    public float* A;

    public nint AColumn;

    /// <summary>The number of i's.</summary>
    public int Rows;

    /// <summary>The number of k's.</summary>
    public int Depth;

    /// <summary>Element (k, j) is <c>B[k * BRow + j * BColumn]</c>.</summary>
    public float* B;

    public nint BRow;

    public nint BColumn;

    /// <summary>Element (i, j) is <c>C[i * CRow + j * CColumn]</c>.</summary>
    public float* C;

    public nint CRow;

    public nint CColumn;

    /// <summary>Whether to add to what C holds.</summary>
    public bool Accumulate;
}
