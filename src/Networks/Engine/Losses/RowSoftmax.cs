using System.Numerics.Tensors;

namespace NeuralTrainers.Networks;

/// <summary>Softmax over one row, with its normaliser in double precision, as losses need it.</summary>
internal static class RowSoftmax
{
    // Below this many classes vector loops cost more than they save.
    private const int VectorLength = 8;
    private const int PieceLength = 256;

    /// <summary>The probabilities of a row of logits.</summary>
    /// <returns>log(sum of exp(logits)).</returns>
    public static double Probabilities(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        if (logits.Length < VectorLength)
        {
            var normalizer = LogSumExp(logits);
            for (var k = 0; k < logits.Length; k++)
            {
                probabilities[k] = (float)Math.Exp(logits[k] - normalizer);
            }

            return normalizer;
        }

        var maximum = TensorPrimitives.Max(logits);
        TensorPrimitives.Subtract(logits, maximum, probabilities);
        TensorPrimitives.Exp<float>(probabilities, probabilities);
        var sum = TensorPrimitives.Sum<float>(probabilities);
        TensorPrimitives.Multiply(probabilities, 1 / sum, probabilities);
        return maximum + Math.Log(sum);
    }

    /// <summary>log(sum of exp(logits)).</summary>
    public static double LogSumExp(ReadOnlySpan<float> logits)
    {
        var maximum = TensorPrimitives.Max(logits);
        double sum = 0;
        if (logits.Length < VectorLength)
        {
            foreach (var logit in logits)
            {
                sum += Math.Exp(logit - (double)maximum);
            }

            return maximum + Math.Log(sum);
        }

        Span<float> buffer = stackalloc float[PieceLength];
        for (var start = 0; start < logits.Length; start += PieceLength)
        {
            var logitsPiece = logits[start..Math.Min(start + PieceLength, logits.Length)];
            var piece = buffer[..logitsPiece.Length];
            TensorPrimitives.Subtract(logitsPiece, maximum, piece);
            TensorPrimitives.Exp<float>(piece, piece);
            sum += TensorPrimitives.Sum<float>(piece);
        }

        return maximum + Math.Log(sum);
    }
}
