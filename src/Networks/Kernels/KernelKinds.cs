using System.Runtime.Intrinsics.X86;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>Says which kernels this machine can run.</summary>
internal static class KernelKinds
{
    /// <summary>The fastest kind this machine supports.</summary>
    public static KernelKind Best { get; } =
        IsSupported(KernelKind.Avx512) ? KernelKind.Avx512 : IsSupported(KernelKind.Avx2) ? KernelKind.Avx2 : KernelKind.Portable;

    /// <summary>Whether this machine can run <paramref name="kind"/>.</summary>
    public static bool IsSupported(KernelKind kind) => kind switch
    {
        KernelKind.Avx512 => Avx512F.IsSupported,
        KernelKind.Avx2 => Avx2.IsSupported && Fma.IsSupported,
        _ => true,
    };
}
