using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>Runs an optimizer's rule over values in one pass over the memory.</summary>
internal static unsafe class UpdateLoop
{
    private const int MaximumVectorLength = 16;

    /// <summary>One step.</summary>
    /// <param name="rule">The step.</param>
    /// <param name="gradientScale">What gradients are multiplied by first: the clipping factor.</param>
    /// <param name="penalty">Added to the scaled gradients.</param>
    /// <param name="buffers">The first value, its gradient and states.</param>
    /// <param name="length">The number of values.</param>
    public static void Step<TRule>(in TRule rule, float gradientScale, Penalty penalty, in UpdateBuffers buffers, int length)
        where TRule : struct, IUpdateRule
    {
        if (penalty.IsNone)
        {
            Run(new GradientStep<TRule> { Rule = rule, Scale = gradientScale }, buffers, TRule.States, length);
        }
        else
        {
            Run(new PenalizedStep<TRule> { Rule = rule, Scale = gradientScale, Penalty = penalty }, buffers, TRule.States, length);
        }
    }

    /// <summary>Several steps without a gradient, one after the other: the same bits as if each had passed over the memory.</summary>
    /// <param name="rules">The steps.</param>
    /// <param name="penalty">The gradient that is left.</param>
    /// <param name="buffers">The first value and its states.</param>
    /// <param name="length">The number of values.</param>
    public static void Replay<TRule>(ReadOnlySpan<TRule> rules, Penalty penalty, in UpdateBuffers buffers, int length)
        where TRule : struct, IUpdateRule =>
        Run(new ReplayedSteps<TRule> { Rules = rules, Penalty = penalty }, buffers, TRule.States, length);

    /// <summary>Runs a kernel over all values: in wide vectors where there are some, then in native ones, the last of them padded.</summary>
    public static void Run<TKernel>(in TKernel kernel, in UpdateBuffers buffers, int states, int length)
        where TKernel : struct, IUpdateKernel, allows ref struct
    {
        // Copies that nobody else can see stay in registers.
        var own = kernel;
        var at = buffers;
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= length - WideVector.Count; i += WideVector.Count)
            {
                own.Run<WideVector>(at, i);
            }
        }

        for (; i <= length - NativeVector.Count; i += NativeVector.Count)
        {
            own.Run<NativeVector>(at, i);
        }

        if (i < length)
        {
            RunRest(kernel, buffers.At(i), states, length - i);
        }
    }

    private static void RunRest<TKernel>(in TKernel kernel, in UpdateBuffers buffers, int states, int length)
        where TKernel : struct, IUpdateKernel, allows ref struct
    {
        var padded = stackalloc float[5 * MaximumVectorLength];
        var copy = new UpdateBuffers
        {
            Values = padded,
            Gradients = padded + MaximumVectorLength,
            First = padded + (2 * MaximumVectorLength),
            Second = padded + (3 * MaximumVectorLength),
            Third = padded + (4 * MaximumVectorLength),
        };
        for (var i = 0; i < length; i++)
        {
            copy.Values[i] = buffers.Values[i];
            copy.Gradients[i] = buffers.Gradients[i];
            copy.First[i] = states > 0 ? buffers.First[i] : 0;
            copy.Second[i] = states > 1 ? buffers.Second[i] : 0;
            copy.Third[i] = states > 2 ? buffers.Third[i] : 0;
        }

        kernel.Run<NativeVector>(copy, 0);
        for (var i = 0; i < length; i++)
        {
            buffers.Values[i] = copy.Values[i];
            if (states > 0)
            {
                buffers.First[i] = copy.First[i];
            }

            if (states > 1)
            {
                buffers.Second[i] = copy.Second[i];
            }

            if (states > 2)
            {
                buffers.Third[i] = copy.Third[i];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<TRule, TVector>(in UpdateBuffers buffers, nint i, out TVector first, out TVector second, out TVector third)
        where TRule : struct, IUpdateRule
        where TVector : struct, IFloatVector<TVector>
    {
        first = TRule.States > 0 ? TVector.Load(buffers.First + i) : default;
        second = TRule.States > 1 ? TVector.Load(buffers.Second + i) : default;
        third = TRule.States > 2 ? TVector.Load(buffers.Third + i) : default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TRule, TVector>(in UpdateBuffers buffers, nint i, TVector value, TVector first, TVector second, TVector third)
        where TRule : struct, IUpdateRule
        where TVector : struct, IFloatVector<TVector>
    {
        value.Store(buffers.Values + i);
        if (TRule.States > 0)
        {
            first.Store(buffers.First + i);
        }

        if (TRule.States > 1)
        {
            second.Store(buffers.Second + i);
        }

        if (TRule.States > 2)
        {
            third.Store(buffers.Third + i);
        }
    }

    private struct GradientStep<TRule> : IUpdateKernel
        where TRule : struct, IUpdateRule
    {
        public TRule Rule;
        public float Scale;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Run<TVector>(in UpdateBuffers buffers, nint i)
            where TVector : struct, IFloatVector<TVector>
        {
            Load<TRule, TVector>(buffers, i, out var first, out var second, out var third);
            var value = Rule.Apply(TVector.Load(buffers.Values + i), TVector.Load(buffers.Gradients + i) * Scale, ref first, ref second, ref third);
            Store<TRule, TVector>(buffers, i, value, first, second, third);
        }
    }

    private struct PenalizedStep<TRule> : IUpdateKernel
        where TRule : struct, IUpdateRule
    {
        public TRule Rule;
        public float Scale;
        public Penalty Penalty;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Run<TVector>(in UpdateBuffers buffers, nint i)
            where TVector : struct, IFloatVector<TVector>
        {
            Load<TRule, TVector>(buffers, i, out var first, out var second, out var third);
            var value = TVector.Load(buffers.Values + i);
            value = Rule.Apply(
                value, (TVector.Load(buffers.Gradients + i) * Scale) + Penalty.Gradient(value), ref first, ref second, ref third);
            Store<TRule, TVector>(buffers, i, value, first, second, third);
        }
    }

    private ref struct ReplayedSteps<TRule> : IUpdateKernel
        where TRule : struct, IUpdateRule
    {
        public ReadOnlySpan<TRule> Rules;
        public Penalty Penalty;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Run<TVector>(in UpdateBuffers buffers, nint i)
            where TVector : struct, IFloatVector<TVector>
        {
            Load<TRule, TVector>(buffers, i, out var first, out var second, out var third);
            var value = TVector.Load(buffers.Values + i);
            foreach (ref readonly var rule in Rules)
            {
                var gradient = Penalty.IsNone ? TVector.Create(0) : Penalty.Gradient(value);
                value = rule.Apply(value, gradient, ref first, ref second, ref third);
            }

            Store<TRule, TVector>(buffers, i, value, first, second, third);
        }
    }
}
