namespace NeuralTrainers;

/// <summary>
/// How a head predicts a value that often stays as it is. Let y be the label's previous value, p = s(a) the persistence block's
/// probability (a its output plus the logit of <see cref="InitialProbability"/>, s the logistic function), c the change block's new value or class logits. Then
/// <list type="bullet">
/// <item>classes: P(k) = p [k = y] + (1 - p) softmax(c)_k, a mixture whose likelihood trains both blocks end to end (computed from
/// logarithms, so that no probability underflows);</item>
/// <item>numbers: p y + (1 - p) c, or with a <see cref="Threshold"/> y where p exceeds it, and c elsewhere.</item>
/// </list>
/// Where the previous value is missing, the change block alone speaks.
/// </summary>
public sealed record DualBlockDescription
{
    /// <summary>The name of the column of previous values.</summary>
    public required string PreviousColumn { get; init; }

    /// <summary>
    /// Whether the blocks read the previous value, too: a number standardised as the label is, with a flag for missing values; of classes
    /// the embedding of the categorical column of that name.
    /// </summary>
    /// <value>The default is true.</value>
    public bool PreviousIsFeature { get; init; } = true;

    /// <summary>The two blocks.</summary>
    public DualBlockArchitecture Blocks { get; init; } = new();

    /// <summary>The trained threshold that decides between a number's previous and new value. Null for the soft combination.</summary>
    /// <value>The default is null.</value>
    public PersistenceThreshold? Threshold { get; init; }

    /// <summary>The largest absolute difference to the previous value that counts as unchanged, in the label's units. 0 for classes.</summary>
    /// <value>The default is 0.</value>
    public float Tolerance { get; init; }

    /// <summary>
    /// The weight of a second loss, for numbers only: the cross-entropy of p and whether the label is unchanged, so that p is that
    /// probability and not only a weight. 0 or above; 0 for classes, whose likelihood needs no help.
    /// </summary>
    /// <value>The default is 0.</value>
    public float PersistenceLossWeight { get; init; }

    /// <summary>
    /// The probability of persistence that training starts from, about: its logit is added to the persistence block's output. Above 0 and
    /// below 1. With the share of the training rows that are unchanged, the blocks have less to learn.
    /// </summary>
    /// <value>The default is 0.5.</value>
    public float InitialProbability { get; init; } = 0.5f;

    /// <summary>What is added to the persistence block's output.</summary>
    internal float InitialLogit => MathF.Log(InitialProbability / (1 - InitialProbability));

    internal void Validate(HeadDescription head, NetworkDescription network)
    {
        var input = network.Input;
        if (string.IsNullOrEmpty(PreviousColumn))
        {
            throw new ArgumentException($"The dual block of head '{head.Name}' names no column of previous values.");
        }

        Require.NotNull(Blocks, nameof(Blocks));
        Blocks.Validate();
        Require.NotNegative(Tolerance, nameof(Tolerance));
        Require.NotNegative(PersistenceLossWeight, nameof(PersistenceLossWeight));
        Require.Inside(InitialProbability, nameof(InitialProbability));
        Threshold?.Validate(head.Name, input);
        if (!Blocks.ShareEmbeddings && !(IsEmpty(network.Trunk) && IsEmpty(head.Trunk) && head.ConditionedOn.Count == 0))
        {
            throw new ArgumentException(
                $"The blocks of head '{head.Name}' share no embeddings, but they share a trunk, or predictions that the head is conditioned on: " +
                $"leave those out, or set {nameof(DualBlockArchitecture.ShareEmbeddings)} to true.");
        }

        if (head.Loss.Target == TargetKind.Multiclass)
        {
            ValidateClasses(head, input);
        }
        else if (!Supports(head.Loss))
        {
            throw new ArgumentException(
                $"Head '{head.Name}' has a dual block and a {head.Loss.GetType().Name}: a dual block needs a loss of one predicted number in the label's " +
                $"units ({nameof(SquaredLoss)}, {nameof(AbsoluteLoss)}, {nameof(HuberLoss)}, {nameof(LogCoshLoss)}), or one of class probabilities.");
        }
    }

    /// <summary>Whether a loss looks at one number in the label's units, or at probabilities of classes.</summary>
    internal static bool Supports(Loss loss) => loss.Target switch
    {
        TargetKind.Regression => loss.TargetScaling == TargetScaling.Standardize && loss.OutputsFor(classCount: 1) == 1 && loss is not PinballLoss,
        TargetKind.Multiclass => loss.GivesProbabilities,
        _ => false,
    };

    private static bool IsEmpty(Trunk? trunk) => trunk is null or MlpTrunk { Widths.Count: 0 };

    private void ValidateClasses(HeadDescription head, InputDescription input)
    {
        if (!Supports(head.Loss))
        {
            throw new ArgumentException($"Head '{head.Name}' has a dual block and a {head.Loss.GetType().Name}: a mixture needs a loss of class probabilities.");
        }

        if (Threshold is not null || Tolerance != 0 || PersistenceLossWeight != 0)
        {
            throw new ArgumentException(
                $"Head '{head.Name}' predicts classes: {nameof(Threshold)}, {nameof(Tolerance)} and {nameof(PersistenceLossWeight)} are for numbers, leave them out.");
        }

        if (PreviousIsFeature && !input.Embeddings.Any(embedding => string.Equals(embedding.Column, PreviousColumn, StringComparison.Ordinal)))
        {
            throw new ArgumentException(
                $"The blocks of head '{head.Name}' are to read the previous class, but the network has no embedding of column '{PreviousColumn}': " +
                $"add one, or set {nameof(PreviousIsFeature)} to false.");
        }
    }
}
