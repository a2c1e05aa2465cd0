using System.Diagnostics.CodeAnalysis;

namespace NeuralTrainers;

/// <summary>One label of several that a network learns: a <see cref="RegressionTask"/>, <see cref="BinaryTask"/> or <see cref="MulticlassTask"/>.</summary>
public abstract record NeuralTask
{
    private protected NeuralTask(string labelColumnName, Loss loss)
    {
        LabelColumnName = labelColumnName;
        Loss = loss;
    }

    /// <summary>The name of the label column.</summary>
    public string LabelColumnName { get; init; }

    /// <summary>The task's name, which the names of its output columns begin with: <c>Name.Score</c> and so on. Each task has another.</summary>
    /// <value>The default is the name of the label column.</value>
    public string Name
    {
        get => field ?? LabelColumnName;
        init;
    }

    /// <summary>What training minimises for this task. It must fit the kind of label.</summary>
    /// <value>The default is the squared error for regression and the cross-entropy for classification.</value>
    public Loss Loss { get; init; }

    /// <summary>The factor on the task's loss, whatever the <see cref="NeuralTrainers.LossWeighting"/> multiplies it by. Above 0.</summary>
    /// <value>The default is 1.</value>
    public float Weight { get; init; } = 1f;

    /// <summary>The widths of layers of the task's own, between the network that all tasks share and the task's outputs, with ReLU and dropout 0.1.</summary>
    /// <value>The default is none: the task's outputs are a linear map of what the tasks share.</value>
    public IReadOnlyList<int> HeadWidths { get; init; } = [];

    /// <summary>
    /// The names of tasks whose predictions this task reads beside the features: probabilities of classes, or the standardised prediction of a
    /// regression. For labels that depend on each other, such as a wage on its sector. Any order will do that has no circle. The tasks that
    /// are read do not learn from this one.
    /// </summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> ConditionedOn { get; init; } = [];

    /// <summary>
    /// Whether the task is there to train what the tasks share, or as a condition of others, only: its predictions are not written, and it does not
    /// count for early stopping.
    /// </summary>
    /// <value>The default is false.</value>
    public bool IsAuxiliary { get; init; }

    internal OutputColumnNames OutputNames => OutputColumnNames.Of(Name);

    internal abstract TargetKind Target { get; }

    internal virtual ClassWeights? Weights => null;

    /// <summary>Checks what does not depend on other tasks.</summary>
    /// <exception cref="ArgumentException">A property is missing or contradicts another; the message names it.</exception>
    internal void Validate()
    {
        CheckNotNull(LabelColumnName, nameof(LabelColumnName));
        if (LabelColumnName.Length == 0 || Name.Length == 0)
        {
            throw new ArgumentException($"The {(LabelColumnName.Length == 0 ? nameof(LabelColumnName) : nameof(Name))} of a task is empty: give a name.");
        }

        CheckNotNull(Loss, nameof(Loss));
        CheckNotNull(HeadWidths, nameof(HeadWidths));
        CheckNotNull(ConditionedOn, nameof(ConditionedOn));
        if (Loss.Target != Target)
        {
            throw new ArgumentException(
                $"The {nameof(Loss)} of task '{Name}' is a {Loss.GetType().Name}, which is for {Loss.Target} labels: this task needs a loss for {Target} labels.");
        }
    }

    internal TaskDefinition ToDefinition() => new()
    {
        LabelColumnName = LabelColumnName,
        CanBeMissing = true,
        ClassWeights = Weights,
        OutputNames = OutputNames,
        Head = new HeadDescription
        {
            Name = Name,
            OutputCount = Loss.OutputsFor(classCount: 2),
            Loss = Loss,
            Weight = Weight,
            Trunk = HeadWidths.Count > 0 ? new MlpTrunk { Widths = [.. HeadWidths] } : null,
            ConditionedOn = [.. ConditionedOn],
            IsAuxiliary = IsAuxiliary,
        },
    };

    private void CheckNotNull([NotNull] object? value, string property)
    {
        if (value is null)
        {
            throw new ArgumentException($"The {property} of task '{Name}' is null: give a value.");
        }
    }
}
