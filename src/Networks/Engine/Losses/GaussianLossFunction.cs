namespace NeuralTrainers.Networks;

internal sealed class GaussianLossFunction(HeadDescription head) : StandardizedLossFunction(head)
{
    private static readonly double LowestLogVariance = Math.Log(GaussianLoss.MinimumVariance);

    public override double Row(ReadOnlySpan<float> outputs, ReadOnlySpan<float> label, Span<float> gradient)
    {
        double error = outputs[0] - Standardize(label[0]);
        var logVariance = Math.Max(outputs[1], LowestLogVariance);
        var precision = Math.Exp(-logVariance);
        if (!gradient.IsEmpty)
        {
            // At the lowest variance the gradient stays, so that a row of large error can leave it again.
            gradient[0] = (float)(error * precision);
            gradient[1] = (float)((1 - (error * error * precision)) / 2);
        }

        return (logVariance + (error * error * precision)) / 2;
    }

    public override void Score(ReadOnlySpan<float> outputs, int width, Span<float> scores)
    {
        for (var row = 0; row < outputs.Length; row += width)
        {
            scores[row] = (outputs[row] * Scale) + Mean;
            scores[row + 1] = (float)(Scale * Math.Exp(Math.Max(outputs[row + 1], LowestLogVariance) / 2));
        }
    }

    // The mean and variance of an even mixture of the members' distributions (Lakshminarayanan et al., "Deep Ensembles", 2017).
    public override void Average(ReadOnlySpan<float> members, Span<float> average)
    {
        double mean = 0;
        double square = 0;
        for (var i = 0; i < members.Length; i += 2)
        {
            mean += 2.0 * members[i] / members.Length;
            square += 2.0 * (Math.Exp(Math.Max(members[i + 1], LowestLogVariance)) + ((double)members[i] * members[i])) / members.Length;
        }

        average[0] = (float)mean;
        average[1] = (float)Math.Log(Math.Max(square - (mean * mean), GaussianLoss.MinimumVariance));
    }
}
