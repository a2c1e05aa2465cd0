namespace NeuralTrainers;

/// <summary>
/// The learning rate is multiplied by <see cref="DropFactor"/> when the validation loss has not improved for more than
/// <see cref="Patience"/> epochs, as PyTorch's ReduceLROnPlateau does. Needs validation rows.
/// </summary>
public sealed record PlateauSchedule : LearningRateSchedule
{
    /// <summary>The factor of a drop, above 0 and below 1.</summary>
    /// <value>The default is 0.5.</value>
    public float DropFactor { get; init; } = 0.5f;

    /// <summary>The number of epochs without improvement that are tolerated. 0 or above, and less than that of early stopping to matter.</summary>
    /// <value>The default is 5.</value>
    public int Patience { get; init; } = 5;

    /// <summary>By which share of the lowest validation loss it must fall to count as an improvement, in [0, 1).</summary>
    /// <value>The default is 1e-4.</value>
    public float MinimumImprovement { get; init; } = 1e-4f;

    /// <summary>The number of epochs after a drop that do not count as epochs without improvement. 0 or above.</summary>
    /// <value>The default is 0.</value>
    public int Cooldown { get; init; }

    /// <summary>The lowest learning rate as a share of the base learning rate, in [0, 1).</summary>
    /// <value>The default is 0.</value>
    public float LowestFactor { get; init; }

    internal override bool NeedsValidation => true;

    internal override double Factor(in RunPosition position)
    {
        double factor = 1;
        var best = double.PositiveInfinity;
        var bad = 0;
        var cooldown = 0;
        foreach (var epoch in position.History)
        {
            if (epoch.ValidationLoss is not { } loss)
            {
                // No validation row had a label.
                continue;
            }

            // Of its size, because a likelihood's loss may be negative.
            if (double.IsPositiveInfinity(best) || loss < best - (MinimumImprovement * Math.Abs(best)))
            {
                best = loss;
                bad = 0;
            }
            else
            {
                bad++;
            }

            if (cooldown > 0)
            {
                cooldown--;
                bad = 0;
            }

            if (bad > Patience)
            {
                factor *= DropFactor;
                cooldown = Cooldown;
                bad = 0;
            }
        }

        return Math.Max(factor, LowestFactor);
    }

    internal override void Validate()
    {
        Require.Positive(DropFactor, nameof(DropFactor));
        Require.Fraction(DropFactor, nameof(DropFactor));
        Require.InRange(Patience, 0, int.MaxValue, nameof(Patience));
        Require.Fraction(MinimumImprovement, nameof(MinimumImprovement));
        Require.InRange(Cooldown, 0, int.MaxValue, nameof(Cooldown));
        Require.Fraction(LowestFactor, nameof(LowestFactor));
    }
}
