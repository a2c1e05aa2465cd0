namespace NeuralTrainers.Networks.Kernels;

/// <summary>The instruction sets that the matrix kernels are written for.</summary>
internal enum KernelKind
{
    /// <summary><see cref="System.Numerics.Vector{T}"/>: any processor.</summary>
    Portable,

    /// <summary>AVX2 with fused multiply-add.</summary>
    Avx2,

    /// <summary>AVX-512 F.</summary>
    Avx512,
}
