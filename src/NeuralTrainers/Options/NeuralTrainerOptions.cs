using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>What the neural-network trainers of one label can be told.</summary>
public abstract class NeuralTrainerOptions : NeuralNetworkOptions
{
    private protected NeuralTrainerOptions(Loss loss) => Loss = loss;

    /// <summary>The name of the label column.</summary>
    /// <value>The default is <c>Label</c>.</value>
    public string LabelColumnName { get; set; } = NeuralTrainerDefaults.LabelColumnName;

    /// <summary>What training minimises. It must fit the trainer's kind of label.</summary>
    /// <value>The default is the squared error for regression and the cross-entropy for classification.</value>
    public Loss Loss { get; set; }

    internal sealed override IReadOnlyList<TaskDefinition> Definitions =>
    [
        new TaskDefinition
        {
            LabelColumnName = LabelColumnName,
            ClassWeights = Weights,
            Head = new HeadDescription { Name = LabelColumnName, OutputCount = Loss.OutputsFor(classCount: 2), Loss = Loss, DualBlock = DualBlock },
        },
    ];

    internal abstract TargetKind Target { get; }

    /// <summary>Whether the trainer takes labels of a kind.</summary>
    internal virtual bool Takes(TargetKind target) => target == Target;

    /// <summary>The head's dual block, or null.</summary>
    internal virtual DualBlockDescription? DualBlock => null;

    internal sealed override PreviousColumn? PreviousColumn(Func<string, int?> classCount) => DualBlock is { PreviousColumn: var name }
        ? new PreviousColumn(name, Target == TargetKind.Multiclass ? classCount(name) : null)
        : null;

    internal sealed override IReadOnlyList<string> KeyColumnNames =>
        DualBlock is { PreviousIsFeature: true, PreviousColumn: var previous } && Target == TargetKind.Multiclass
            && !base.KeyColumnNames.Contains(previous, StringComparer.Ordinal)
            ? [.. base.KeyColumnNames, previous]
            : base.KeyColumnNames;

    /// <summary>The factors of the classes, or null.</summary>
    internal virtual ClassWeights? Weights => null;

    private protected sealed override void ValidateTasks()
    {
        _ = LabelColumnName ?? throw IsNull(nameof(LabelColumnName));
        if (!Takes((Loss ?? throw IsNull(nameof(Loss))).Target))
        {
            throw new ArgumentException(
                $"{nameof(Loss)} is a {Loss.GetType().Name}, which is for {Loss.Target} labels: this trainer needs a loss for {Target} " +
                "labels.");
        }

        if (Weights is not null && Loss.Target == TargetKind.Distribution)
        {
            throw new ArgumentException($"ClassWeights do not go with {Loss.GetType().Name}, whose labels are shares of all classes: leave them null.");
        }

        Loss.Validate();
    }
}
