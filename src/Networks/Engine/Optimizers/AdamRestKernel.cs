using System.Runtime.CompilerServices;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Takes values through steps of Adam without a gradient: at once, or where the root of v is too small for that one by one.</summary>
internal ref struct AdamRestKernel : IUpdateKernel
{
    /// <summary>The missed steps whose size counts.</summary>
    public ReadOnlySpan<AdamRule> Rules;
    public float Keep;
    public float FirstPower;
    public float SecondPower;
    public float TailKeep;
    public float TailFirstPower;
    public float TailSecondPower;
    public float Epsilon;
    public float LowestRoot;
    public float C0;
    public float C1;
    public float C2;
    public float C3;
    public float C4;
    public float C5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe void Run<TVector>(in UpdateBuffers buffers, nint i)
        where TVector : struct, IFloatVector<TVector>
    {
        var value = TVector.Load(buffers.Values + i);
        var first = TVector.Load(buffers.First + i);
        var second = TVector.Load(buffers.Second + i);
        var root = TVector.SquareRoot(second);
        var lowest = TVector.Create(LowestRoot);

        // Where the first moment is zero, so is every step.
        if (TVector.AnyBelow(root, lowest, first))
        {
            Replay(ref value, ref first, ref second);
        }
        else
        {
            var inverse = TVector.Create(1) / TVector.Max(root, lowest);
            var x = inverse * -Epsilon;
            var sum = (x * C5) + TVector.Create(C4);
            sum = (x * sum) + TVector.Create(C3);
            sum = (x * sum) + TVector.Create(C2);
            sum = (x * sum) + TVector.Create(C1);
            sum = (x * sum) + TVector.Create(C0);
            value = (value * Keep) - (first * inverse * sum);
            first *= FirstPower;
            second *= SecondPower;
        }

        value.Store(buffers.Values + i);
        first.Store(buffers.First + i);
        second.Store(buffers.Second + i);
    }

    private readonly void Replay<TVector>(ref TVector value, ref TVector first, ref TVector second)
        where TVector : struct, IFloatVector<TVector>
    {
        var third = TVector.Create(0);
        foreach (ref readonly var rule in Rules)
        {
            value = rule.Apply(value, TVector.Create(0), ref first, ref second, ref third);
        }

        value *= TailKeep;
        first *= TailFirstPower;
        second *= TailSecondPower;
    }
}
