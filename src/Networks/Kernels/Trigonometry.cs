using System.Numerics;

namespace NeuralTrainers.Networks.Kernels;

/// <summary>Sine and cosine of a number of turns.</summary>
internal static unsafe class Trigonometry
{
    // Taylor's coefficients of sin(pi/2 x) and cos(pi/2 x). On |x| <= 1/2 the first omitted terms are below 2e-9 and 3e-8.
    private const float S1 = 1.5707964f;
    private const float S3 = -0.64596410f;
    private const float S5 = 0.079692627f;
    private const float S7 = -0.0046817541f;
    private const float S9 = 0.00016044118f;
    private const float C2 = -1.2337006f;
    private const float C4 = 0.25366951f;
    private const float C6 = -0.020863481f;
    private const float C8 = 0.00091926027f;

    /// <summary><c>sines[i] = sin(2 pi frequencies[i] x), cosines[i] = cos(2 pi frequencies[i] x)</c>.</summary>
    /// <remarks>
    /// Whole turns are taken off before anything is multiplied by pi, so large arguments lose no more precision than their own rounding.
    /// </remarks>
    public static void SinCosTurns(float* frequencies, float x, int count, float* sines, float* cosines)
    {
        int i = 0;
        var repeated = new Vector<float>(x);
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
        {
            SinCosTurns(Vector.Load(frequencies + i) * repeated, out var sine, out var cosine);
            Vector.Store(sine, sines + i);
            Vector.Store(cosine, cosines + i);
        }

        if (i < count)
        {
            float* rest = stackalloc float[Vector<float>.Count];
            for (int j = 0; j < Vector<float>.Count; j++)
            {
                rest[j] = i + j < count ? frequencies[i + j] : 0;
            }

            SinCosTurns(Vector.Load(rest) * repeated, out var sine, out var cosine);
            for (int j = 0; i + j < count; j++)
            {
                sines[i + j] = sine[j];
                cosines[i + j] = cosine[j];
            }
        }
    }

    /// <summary><c>gradient[i] += 2 pi x (cosines[i] sineGradients[i] - sines[i] cosineGradients[i])</c>.</summary>
    /// <param name="waves">Sines, then cosines.</param>
    /// <param name="waveGradients">The gradient with respect to each of them.</param>
    /// <param name="x">The value.</param>
    /// <param name="count">The number of frequencies.</param>
    /// <param name="gradient">The frequencies' gradient, added to.</param>
    public static void AddFrequencyGradient(float* waves, float* waveGradients, float x, int count, float* gradient)
    {
        float* cosines = waves + count;
        float* cosineGradients = waveGradients + count;
        float factor = 2 * MathF.PI * x;
        int i = 0;
        var repeated = new Vector<float>(factor);
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
        {
            var slope = (Vector.Load(cosines + i) * Vector.Load(waveGradients + i)) - (Vector.Load(waves + i) * Vector.Load(cosineGradients + i));
            Vector.Store(Vector.FusedMultiplyAdd(slope, repeated, Vector.Load(gradient + i)), gradient + i);
        }

        for (; i < count; i++)
        {
            float slope = (cosines[i] * waveGradients[i]) - (waves[i] * cosineGradients[i]);
            gradient[i] = MathF.FusedMultiplyAdd(slope, factor, gradient[i]);
        }
    }

    private static void SinCosTurns(Vector<float> turns, out Vector<float> sine, out Vector<float> cosine)
    {
        var quarters = turns * 4;
        var whole = Vector.Round(quarters);
        var x = quarters - whole;
        var square = x * x;
        var s = Step(square, Step(square, Step(square, Step(square, new(S9), S7), S5), S3), S1) * x;
        var c = Step(square, Step(square, Step(square, Step(square, new(C8), C6), C4), C2), 1);
        var quadrant = Vector.ConvertToInt32(whole);
        var swap = Vector.Equals(quadrant & Vector<int>.One, Vector<int>.One);
        var sineSign = Vector.ShiftLeft(quadrant & new Vector<int>(2), 30);
        var cosineSign = Vector.ShiftLeft((quadrant + Vector<int>.One) & new Vector<int>(2), 30);
        sine = Flip(Vector.ConditionalSelect(swap, c, s), sineSign);
        cosine = Flip(Vector.ConditionalSelect(swap, s, c), cosineSign);
    }

    private static Vector<float> Step(Vector<float> square, Vector<float> value, float next) =>
        Vector.FusedMultiplyAdd(value, square, new Vector<float>(next));

    private static Vector<float> Flip(Vector<float> value, Vector<int> sign) => Vector.AsVectorSingle(Vector.AsVectorInt32(value) ^ sign);
}
