using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>Terms of a gradient that follow from the values: of <c>l2 / 2 x squared norm + l1 x sum of sizes</c>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Penalty(float L2, float L1)
{
    public static Penalty None => default;

    public bool IsNone => L2 == 0 && L1 == 0;

    /// <summary>The penalty's gradient. That of a size at zero is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Gradient<TVector>(TVector value)
        where TVector : struct, IFloatVector<TVector> => (value * L2) + (TVector.Sign(value) * L1);
}
