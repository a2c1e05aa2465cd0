using System.Text.Json.Serialization;

namespace NeuralTrainers;

/// <summary>One output of a network: a linear map from the trunk's representation, and the loss that trains it.</summary>
public sealed record HeadDescription
{
    internal const int MaximumOutputs = 10_000_000;

    /// <summary>The name of the head.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The number of outputs, <see cref="NeuralTrainers.Loss.OutputsFor"/> the classes: 1 for most regression losses and for binary heads,
    /// the number of classes for multiclass heads, the number of quantiles, or the parameters of a distribution.
    /// </summary>
    public required int OutputCount { get; init; }

    /// <summary>The loss that trains the head.</summary>
    public required Loss Loss { get; init; }

    /// <summary>
    /// The label's mean over the training rows; scores are output x <see cref="TargetScale"/> + this. 0 unless the loss has
    /// <see cref="TargetScaling.Standardize"/>.
    /// </summary>
    public float TargetMean { get; init; }

    /// <summary>
    /// The label's standard deviation over the training rows (<see cref="TargetScaling.Standardize"/>) or its mean
    /// (<see cref="TargetScaling.DivideByMean"/>); 1 for classes.
    /// </summary>
    public float TargetScale { get; init; } = 1f;

    /// <summary>The number of label numbers in a row: 1, or the number of classes if labels are shares of classes.</summary>
    [JsonIgnore]
    public int TargetWidth => Loss.TargetWidth(OutputCount);

    internal void Validate()
    {
        if (string.IsNullOrEmpty(Name))
        {
            throw new ArgumentException("A head has no name.");
        }

        Require.NotNull(Loss, nameof(Loss));
        Loss.Validate();
        Require.InRange(OutputCount, 1, MaximumOutputs, nameof(OutputCount));
        var outputs = Loss.OutputsFor(OutputCount);
        if (OutputCount != outputs)
        {
            throw new ArgumentException($"Head '{Name}' has {OutputCount} outputs: a head with {Loss.GetType().Name} needs {outputs}.");
        }

        Require.Positive(TargetScale, nameof(TargetScale));
        if (!float.IsFinite(TargetMean))
        {
            throw new ArgumentOutOfRangeException(nameof(TargetMean), TargetMean, $"Head '{Name}' has the target mean {TargetMean}: it must be finite.");
        }

        CheckScaling(TargetMean, 0, scaled: Loss.TargetScaling == TargetScaling.Standardize, nameof(TargetMean));
        CheckScaling(TargetScale, 1, scaled: Loss.TargetScaling != TargetScaling.None, nameof(TargetScale));
    }

    private void CheckScaling(float value, float neutral, bool scaled, string name)
    {
        if (!scaled && value != neutral)
        {
            throw new ArgumentOutOfRangeException(
                name, value, $"Head '{Name}' has the {name} {value}: {Loss.GetType().Name} does not scale labels so, it must be {neutral}.");
        }
    }
}
