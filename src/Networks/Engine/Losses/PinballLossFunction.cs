namespace NeuralTrainers.Networks;

internal sealed class PinballLossFunction(HeadDescription head, IReadOnlyList<float> levels) : StandardizedLossFunction(head)
{
    private readonly float[] _levels = [.. levels];

    public override int PointScore { get; } = NextToMedian(levels);

    public override double Row(ReadOnlySpan<float> outputs, ReadOnlySpan<float> label, Span<float> gradient)
    {
        double target = Standardize(label[0]);
        double quantile = 0;
        double loss = 0;
        for (var k = 0; k < outputs.Length; k++)
        {
            quantile += k == 0 ? outputs[0] : Softplus(outputs[k]);
            var error = target - quantile;
            loss += Math.Max(_levels[k] * error, (_levels[k] - 1) * error);
            if (!gradient.IsEmpty)
            {
                // Of this quantile alone, by the quantile.
                gradient[k] = (error > 0 ? -_levels[k] : error < 0 ? 1 - _levels[k] : 0) / outputs.Length;
            }
        }

        if (!gradient.IsEmpty)
        {
            // An output moves its own quantile and all above it.
            double sum = 0;
            for (var k = outputs.Length - 1; k >= 0; k--)
            {
                sum += gradient[k];
                gradient[k] = (float)(k == 0 ? sum : sum * Sigmoid(outputs[k]));
            }
        }

        return loss / outputs.Length;
    }

    public override void Score(ReadOnlySpan<float> outputs, int width, Span<float> scores)
    {
        for (var row = 0; row < outputs.Length; row += width)
        {
            double quantile = 0;
            for (var k = 0; k < width; k++)
            {
                quantile += k == 0 ? outputs[row] : Softplus(outputs[row + k]);
                scores[row + k] = (float)((quantile * Scale) + Mean);
            }
        }
    }

    // The means of the quantiles, and back to increments.
    public override void Average(ReadOnlySpan<float> members, Span<float> average)
    {
        for (var k = 0; k < average.Length; k++)
        {
            double sum = 0;
            for (var i = k; i < members.Length; i += average.Length)
            {
                sum += k == 0 ? members[i] : Softplus(members[i]);
            }

            var mean = sum * average.Length / members.Length;
            average[k] = (float)(k == 0 ? mean : mean + Math.Log(1 - Math.Exp(-mean)));
        }
    }

    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static int NextToMedian(IReadOnlyList<float> levels)
    {
        var best = 0;
        for (var k = 1; k < levels.Count; k++)
        {
            best = Math.Abs(levels[k] - 0.5f) < Math.Abs(levels[best] - 0.5f) ? k : best;
        }

        return best;
    }
}
