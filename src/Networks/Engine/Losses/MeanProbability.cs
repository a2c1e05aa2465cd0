namespace NeuralTrainers.Networks;

/// <summary>The mean of probabilities that are given by their logits.</summary>
internal static class MeanProbability
{
    /// <summary>The logit of the mean. It is finite for finite logits.</summary>
    public static float Logit(ReadOnlySpan<float> logits)
    {
        // The odds of the means of both sides, so that neither side is a difference.
        double positive = 0;
        double negative = 0;
        foreach (var logit in logits)
        {
            positive += 1 / (1 + Math.Exp(Math.Min(-(double)logit, 700)));
            negative += 1 / (1 + Math.Exp(Math.Min(logit, 700)));
        }

        return (float)(Math.Log(positive) - Math.Log(negative));
    }
}
