using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>All factors stay 1: only the heads' fixed weights count.</summary>
public sealed record FixedWeighting : LossWeighting
{
    internal override void Validate()
    {
    }

    internal override void Check(IReadOnlyList<HeadDescription> heads)
    {
    }

    internal override LossFactors Start(IReadOnlyList<HeadDescription> heads) => new FixedFactors(heads.Count);
}
