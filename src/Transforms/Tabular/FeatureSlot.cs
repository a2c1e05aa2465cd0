namespace NeuralTrainers;

/// <summary>How a number becomes a feature: missing ones are imputed, then all are mapped to a normal distribution.</summary>
/// <param name="Imputed">What becomes of missing numbers.</param>
/// <param name="Scale">The scale.</param>
internal sealed record FeatureSlot(ImputedSlot Imputed, QuantileScale Scale)
{
    public static FeatureSlot Learn(SlotSummary summary) => new(
        ImputedSlot.Learn(summary, Imputation.Median, constant: 0, indicateAlways: false),
        QuantileScale.Learn(summary, QuantileDistribution.Normal, quantileCount: null, QuantileNormalizeDefaults.Noise));

    public static FeatureSlot Read(BinaryReader reader) => new(ImputedSlot.Read(reader), QuantileScale.Read(reader));

    public void Write(BinaryWriter writer)
    {
        Imputed.Write(writer);
        Scale.Write(writer);
    }

    public double Apply(double number) => Scale.Apply(Imputed.Apply(number));
}
