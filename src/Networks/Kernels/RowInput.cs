using System.Numerics;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>
/// What happens to a row of features before the first layer. Plain loops: those of TensorPrimitives are no faster on a row, and take
/// milliseconds to compile when a fresh process scores its first one.
/// </summary>
internal static unsafe class RowInput
{
    /// <summary><c>y[i] = (x[i] - means[i]) / deviations[i]</c>.</summary>
    public static void Standardize(float* x, float* means, float* deviations, int length, float* y)
    {
        int i = 0;
        for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Store((Vector.Load(x + i) - Vector.Load(means + i)) / Vector.Load(deviations + i), y + i);
        }

        for (; i < length; i++)
        {
            y[i] = (x[i] - means[i]) / deviations[i];
        }
    }

    /// <summary>Whether no value is NaN or infinite.</summary>
    public static bool IsFinite(ReadOnlySpan<float> values)
    {
        fixed (float* x = values)
        {
            // 0 times a number is 0, unless the number is NaN or infinite.
            Vector<float> sums = Vector<float>.Zero;
            float sum = 0;
            int i = 0;
            for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                sums += Vector.Load(x + i) * 0f;
            }

            for (; i < values.Length; i++)
            {
                sum += x[i] * 0f;
            }

            return sum == 0 && Vector.EqualsAll(sums, Vector<float>.Zero);
        }
    }
}
