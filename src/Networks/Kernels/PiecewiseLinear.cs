using System.Numerics;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>
/// A linear layer on the piecewise-linear encoding of one feature. All components before the value's bin are 1 and all after it are 0,
/// so a product needs no more than the sum of the weight rows before the bin, and its own row.
/// </summary>
internal static unsafe class PiecewiseLinear
{
    /// <summary>The bin of a value: how many of the inner edges are not above it. 0 for NaN.</summary>
    public static int Bin(float* innerEdges, int count, float value)
    {
        int bin = 0;
        int i = 0;
        var repeated = new Vector<float>(value);
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
        {
            // A true comparison is -1.
            bin -= Vector.Sum(Vector.LessThanOrEqual(Vector.Load(innerEdges + i), repeated));
        }

        for (; i < count; i++)
        {
            bin += innerEdges[i] <= value ? 1 : 0;
        }

        return bin;
    }

    /// <summary><c>sums[t, :] = bias + sum over s &lt; t of weights[s, :]</c>.</summary>
    public static void PrefixSums(float* weights, float* bias, int bins, int dimension, float* sums)
    {
        new ReadOnlySpan<float>(bias, dimension).CopyTo(new Span<float>(sums, dimension));
        for (int i = 0; i < (bins - 1) * dimension; i++)
        {
            sums[dimension + i] = sums[i] + weights[i];
        }
    }

    /// <summary><c>output = sum + fraction * weight</c>, then ReLU if asked.</summary>
    public static void Interpolate(float* sum, float* weight, float fraction, int dimension, bool relu, float* output)
    {
        int i = 0;
        var repeated = new Vector<float>(fraction);
        for (; i <= dimension - Vector<float>.Count; i += Vector<float>.Count)
        {
            var value = Vector.FusedMultiplyAdd(Vector.Load(weight + i), repeated, Vector.Load(sum + i));
            Vector.Store(relu ? Vector.Max(value, Vector<float>.Zero) : value, output + i);
        }

        for (; i < dimension; i++)
        {
            float value = MathF.FusedMultiplyAdd(weight[i], fraction, sum[i]);
            output[i] = relu ? MathF.Max(value, 0) : value;
        }
    }

    /// <summary><c>sum += gradient; weight += fraction * gradient</c>: what <see cref="SuffixSums"/> needs of one row.</summary>
    /// <param name="gradient">The gradient with respect to the output.</param>
    /// <param name="output">The output, where ReLU follows: only its positive elements pass the gradient. Else null.</param>
    /// <param name="fraction">The position in the bin.</param>
    /// <param name="dimension">The number of elements.</param>
    /// <param name="sum">Added to.</param>
    /// <param name="weight">Added to.</param>
    public static void Accumulate(float* gradient, float* output, float fraction, int dimension, float* sum, float* weight)
    {
        int i = 0;
        var repeated = new Vector<float>(fraction);
        for (; i <= dimension - Vector<float>.Count; i += Vector<float>.Count)
        {
            var passed = Vector.Load(gradient + i);
            if (output is not null)
            {
                passed = Vector.ConditionalSelect(Vector.GreaterThan(Vector.Load(output + i), Vector<float>.Zero), passed, Vector<float>.Zero);
            }

            Vector.Store(Vector.Load(sum + i) + passed, sum + i);
            Vector.Store(Vector.FusedMultiplyAdd(passed, repeated, Vector.Load(weight + i)), weight + i);
        }

        for (; i < dimension; i++)
        {
            float passed = output is null || output[i] > 0 ? gradient[i] : 0;
            sum[i] += passed;
            weight[i] = MathF.FusedMultiplyAdd(passed, fraction, weight[i]);
        }
    }

    /// <summary><c>weights[t, :] += sum over s &gt; t of sums[s, :]; bias = sum over all s of sums[s, :]</c>.</summary>
    public static void SuffixSums(float* sums, int bins, int dimension, float* weights, float* bias)
    {
        new Span<float>(bias, dimension).Clear();
        for (int bin = bins - 1; bin >= 0; bin--)
        {
            for (int i = 0; i < dimension; i++)
            {
                weights[(bin * dimension) + i] += bias[i];
                bias[i] += sums[(bin * dimension) + i];
            }
        }
    }
}
