using System.Text.Json.Serialization;

namespace NeuralTrainers;

/// <summary>
/// One output of a network: a linear map from the trunk's representation, or from layers of its own behind it, and the loss that trains it.
/// </summary>
/// <remarks>
/// In a network of several heads a label may be missing, as NaN: the row does not train that head, and the head's loss is the mean over
/// the rows that have its label.
/// </remarks>
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

    /// <summary>The head's own layers between the trunk's representation and its outputs, or null for none.</summary>
    /// <value>The default is null.</value>
    public Trunk? Trunk { get; init; }

    /// <summary>
    /// The factor on the head's loss in the loss of the network, whatever the <see cref="LossWeighting"/> multiplies it by. Above 0.
    /// </summary>
    /// <value>The default is 1.</value>
    public float Weight { get; init; } = 1f;

    /// <summary>A factor above 0 on the weight of a row by its class, one per class, or none if all classes count as they occur.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<float> ClassWeights { get; init; } = [];

    /// <summary>
    /// The names of the heads whose predictions the head reads next to the trunk's representation: of heads with a
    /// <see cref="NeuralTrainers.Loss.GivesProbabilities">loss of probabilities</see> the probabilities (of a binary head that of 1), of others the raw
    /// outputs, such as the standardised prediction. In training and in scoring alike these are predictions, never labels. No gradient
    /// flows back through them: a head is trained by its own labels, so that its probabilities stay those of its labels.
    /// </summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> ConditionedOn { get; init; } = [];

    /// <summary>
    /// Whether the head serves training only: it is not scored, and neither counts in the validation loss. Heads that are scored may be
    /// conditioned on it.
    /// </summary>
    /// <value>The default is false.</value>
    public bool IsAuxiliary { get; init; }

    /// <summary>How the head makes use of the label's previous value, or null if it reads the trunk only.</summary>
    public DualBlockDescription? DualBlock { get; init; }

    /// <summary>The number of label numbers in a row: 1, or the number of classes if labels are shares of classes.</summary>
    [JsonIgnore]
    public int TargetWidth => Loss.TargetWidth(OutputCount);

    /// <summary>Whether the label's previous value, a number, is a feature of the network.</summary>
    [JsonIgnore]
    internal bool ReadsPreviousNumber => DualBlock is { PreviousIsFeature: true } && Loss.Target == TargetKind.Regression;

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

        Trunk?.Validate();
        Require.Positive(Weight, nameof(Weight));
        Require.NotNull(ConditionedOn, nameof(ConditionedOn));
        ValidateClassWeights();
        CheckScaling(TargetMean, 0, scaled: Loss.TargetScaling == TargetScaling.Standardize, nameof(TargetMean));
        CheckScaling(TargetScale, 1, scaled: Loss.TargetScaling != TargetScaling.None, nameof(TargetScale));
    }

    private void ValidateClassWeights()
    {
        Require.NotNull(ClassWeights, nameof(ClassWeights));
        if (ClassWeights.Count == 0)
        {
            return;
        }

        var classes = Loss.Target switch
        {
            TargetKind.Binary => 2,
            TargetKind.Multiclass => OutputCount,
            _ => throw new ArgumentException($"Head '{Name}' has {nameof(ClassWeights)}, but its labels are not single classes: leave them empty."),
        };
        if (ClassWeights.Count != classes)
        {
            throw new ArgumentException($"Head '{Name}' has {ClassWeights.Count} {nameof(ClassWeights)} for {classes} classes: there is one for each, or none.");
        }

        foreach (var weight in ClassWeights)
        {
            Require.Positive(weight, nameof(ClassWeights));
        }
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
