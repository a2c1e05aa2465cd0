namespace NeuralTrainers;

/// <summary>One output of a network: a linear map from the trunk's representation, and the loss that trains it.</summary>
public sealed record HeadDescription
{
    internal const int MaximumOutputs = 10_000_000;

    /// <summary>The name of the head.</summary>
    public required string Name { get; init; }

    /// <summary>The number of outputs: 1 for regression and binary heads, the number of classes for multiclass heads.</summary>
    public required int OutputCount { get; init; }

    /// <summary>The loss that trains the head.</summary>
    public required Loss Loss { get; init; }

    /// <summary>The label's mean over the training rows; scores are output x <see cref="TargetScale"/> + this. Regression only.</summary>
    public float TargetMean { get; init; }

    /// <summary>The label's standard deviation over the training rows. Regression only.</summary>
    public float TargetScale { get; init; } = 1f;

    internal void Validate()
    {
        if (string.IsNullOrEmpty(Name))
        {
            throw new ArgumentException("A head has no name.");
        }

        Require.NotNull(Loss, nameof(Loss));
        Loss.Validate();
        Require.InRange(OutputCount, 1, MaximumOutputs, nameof(OutputCount));
        if (Loss.Target != TargetKind.Multiclass && OutputCount != 1)
        {
            throw new ArgumentException($"Head '{Name}' has {OutputCount} outputs: a {Loss.Target} head has 1.");
        }

        Require.Positive(TargetScale, nameof(TargetScale));
        if (!float.IsFinite(TargetMean))
        {
            throw new ArgumentOutOfRangeException(nameof(TargetMean), TargetMean, $"Head '{Name}' has the target mean {TargetMean}: it must be finite.");
        }
    }
}
