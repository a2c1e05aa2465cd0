using System.Numerics;
using System.Runtime.CompilerServices;

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

    /// <summary>Runs a kernel over all values, the last ones in a padded vector.</summary>
    public static void Run<TKernel>(in TKernel kernel, in UpdateBuffers buffers, int states, int length)
        where TKernel : struct, IUpdateKernel, allows ref struct
    {
        var i = 0;
        for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
        {
            kernel.Run(buffers, i);
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

        kernel.Run(copy, 0);
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
    private static void Load<TRule>(in UpdateBuffers buffers, nint i, out Vector<float> first, out Vector<float> second, out Vector<float> third)
        where TRule : struct, IUpdateRule
    {
        first = TRule.States > 0 ? Vector.Load(buffers.First + i) : default;
        second = TRule.States > 1 ? Vector.Load(buffers.Second + i) : default;
        third = TRule.States > 2 ? Vector.Load(buffers.Third + i) : default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TRule>(
        in UpdateBuffers buffers, nint i, Vector<float> value, Vector<float> first, Vector<float> second, Vector<float> third)
        where TRule : struct, IUpdateRule
    {
        Vector.Store(value, buffers.Values + i);
        if (TRule.States > 0)
        {
            Vector.Store(first, buffers.First + i);
        }

        if (TRule.States > 1)
        {
            Vector.Store(second, buffers.Second + i);
        }

        if (TRule.States > 2)
        {
            Vector.Store(third, buffers.Third + i);
        }
    }

    private struct GradientStep<TRule> : IUpdateKernel
        where TRule : struct, IUpdateRule
    {
        public TRule Rule;
        public float Scale;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Run(in UpdateBuffers buffers, nint i)
        {
            Load<TRule>(buffers, i, out var first, out var second, out var third);
            var value = Rule.Apply(Vector.Load(buffers.Values + i), Vector.Load(buffers.Gradients + i) * Scale, ref first, ref second, ref third);
            Store<TRule>(buffers, i, value, first, second, third);
        }
    }

    private struct PenalizedStep<TRule> : IUpdateKernel
        where TRule : struct, IUpdateRule
    {
        public TRule Rule;
        public float Scale;
        public Penalty Penalty;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Run(in UpdateBuffers buffers, nint i)
        {
            Load<TRule>(buffers, i, out var first, out var second, out var third);
            var value = Vector.Load(buffers.Values + i);
            value = Rule.Apply(
                value, (Vector.Load(buffers.Gradients + i) * Scale) + Penalty.Gradient(value), ref first, ref second, ref third);
            Store<TRule>(buffers, i, value, first, second, third);
        }
    }

    private ref struct ReplayedSteps<TRule> : IUpdateKernel
        where TRule : struct, IUpdateRule
    {
        public ReadOnlySpan<TRule> Rules;
        public Penalty Penalty;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Run(in UpdateBuffers buffers, nint i)
        {
            Load<TRule>(buffers, i, out var first, out var second, out var third);
            var value = Vector.Load(buffers.Values + i);
            foreach (ref readonly var rule in Rules)
            {
                var gradient = Penalty.IsNone ? Vector<float>.Zero : Penalty.Gradient(value);
                value = rule.Apply(value, gradient, ref first, ref second, ref third);
            }

            Store<TRule>(buffers, i, value, first, second, third);
        }
    }
}
