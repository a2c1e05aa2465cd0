using System.Numerics;

namespace NeuralTrainers.Networks;

/// <summary>Normal numbers from uniform ones (Box and Muller, 1958).</summary>
internal static class GaussianNoise
{
    /// <summary>Replaces uniform numbers in [0, 1) by as many normal numbers of the given mean and deviation. Their count is a multiple of 64.</summary>
    public static void FromUniform(Span<float> uniform, float mean, float deviation)
    {
        var half = uniform.Length / 2;
        for (var i = 0; i < half; i += Vector<float>.Count)
        {
            var first = uniform.Slice(i, Vector<float>.Count);
            var second = uniform.Slice(half + i, Vector<float>.Count);

            // One minus the uniform number lies in (0, 1], where the logarithm is finite.
            var radius = Vector.SquareRoot(Vector.Log(Vector<float>.One - new Vector<float>(first)) * -2f) * deviation;
            var angle = new Vector<float>(second) * MathF.Tau;
            ((radius * Vector.Cos(angle)) + new Vector<float>(mean)).CopyTo(first);
            ((radius * Vector.Sin(angle)) + new Vector<float>(mean)).CopyTo(second);
        }
    }
}
