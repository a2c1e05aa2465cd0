namespace NeuralTrainers;

/// <summary>The two blocks of a dual-block network: one says whether a value persists, the other what it becomes if not.</summary>
public sealed record DualBlockArchitecture
{
    /// <summary>The trunk of the persistence block, whose one output is the logit of the probability that the value stays as it is.</summary>
    /// <value>The default is a multilayer perceptron of one layer of 16 units with dropout 0.5.</value>
    public Trunk Persistence { get; init; } = new MlpTrunk { Widths = [16], Dropout = 0.5f };

    /// <summary>The trunk of the change block, whose outputs are the new value, or the logits of the classes.</summary>
    /// <value>The default is a multilayer perceptron of one layer of 128 units with dropout 0.6.</value>
    public Trunk Change { get; init; } = new MlpTrunk { Widths = [128], Dropout = 0.6f };

    /// <summary>
    /// Whether both blocks read the same input, and so share the vectors of categorical columns. If not, the persistence block has
    /// tables of its own; encodings of numbers are shared all the same. A network's own trunk stands before both blocks, so that with one
    /// this must be true.
    /// </summary>
    /// <value>The default is true.</value>
    public bool ShareEmbeddings { get; init; } = true;

    internal void Validate()
    {
        Require.NotNull(Persistence, nameof(Persistence));
        Require.NotNull(Change, nameof(Change));
        Persistence.Validate();
        Change.Validate();
    }
}
