using System.Numerics;
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
    public readonly unsafe void Run(in UpdateBuffers buffers, nint i)
    {
        var value = Vector.Load(buffers.Values + i);
        var first = Vector.Load(buffers.First + i);
        var second = Vector.Load(buffers.Second + i);
        var root = Vector.SquareRoot(second);
        var lowest = new Vector<float>(LowestRoot);

        // Where the first moment is zero, so is every step.
        if (Vector.AndNot(Vector.LessThan(root, lowest), Vector.Equals(first, Vector<float>.Zero)) != Vector<int>.Zero)
        {
            Replay(ref value, ref first, ref second);
        }
        else
        {
            var inverse = Vector<float>.One / Vector.Max(root, lowest);
            var x = inverse * -Epsilon;
            var sum = (x * C5) + new Vector<float>(C4);
            sum = (x * sum) + new Vector<float>(C3);
            sum = (x * sum) + new Vector<float>(C2);
            sum = (x * sum) + new Vector<float>(C1);
            sum = (x * sum) + new Vector<float>(C0);
            value = (value * Keep) - (first * inverse * sum);
            first *= FirstPower;
            second *= SecondPower;
        }

        Vector.Store(value, buffers.Values + i);
        Vector.Store(first, buffers.First + i);
        Vector.Store(second, buffers.Second + i);
    }

    private readonly void Replay(ref Vector<float> value, ref Vector<float> first, ref Vector<float> second)
    {
        var third = Vector<float>.Zero;
        foreach (ref readonly var rule in Rules)
        {
            value = rule.Apply(value, Vector<float>.Zero, ref first, ref second, ref third);
        }

        value *= TailKeep;
        first *= TailFirstPower;
        second *= TailSecondPower;
    }
}
