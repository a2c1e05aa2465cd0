using Microsoft.ML.Data;

namespace NeuralTrainers.Samples.Gpu;

/// <summary>Made-up rows of 64 numbers and a label that follows from a few of them, not linearly.</summary>
public sealed class Signal
{
    public const int Width = 64;

    [VectorType(Width)]
    public float[] Features { get; set; } = [];

    public float Label { get; set; }

    /// <summary>The same rows for the same seed.</summary>
    public static Signal[] Make(int rows, uint seed)
    {
        var signals = new Signal[rows];
        var state = (ulong)seed;
        for (var row = 0; row < rows; row++)
        {
            var features = new float[Width];
            foreach (ref var feature in features.AsSpan())
            {
                // Numerical Recipes' 64-bit congruential generator: samples need no better one.
                state = (state * 2862933555777941757) + 3037000493;
                feature = ((state >> 40) / (float)(1 << 23)) - 1;
            }

            signals[row] = new Signal
            {
                Features = features,
                Label = MathF.Sin(3 * features[0]) + (features[1] * features[2]) + MathF.Abs(features[3] - features[4]),
            };
        }

        return signals;
    }
}
