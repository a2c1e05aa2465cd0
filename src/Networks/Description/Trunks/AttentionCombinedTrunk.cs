namespace NeuralTrainers;

/// <summary>
/// Several blocks of the same form, each with weights of its own, read the input; their outputs are added with weights that attention gives
/// each row: softmax of a linear map of the input.
/// </summary>
public sealed record AttentionCombinedTrunk : Trunk
{
    /// <summary>The form of a block.</summary>
    /// <value>The default is an MLP of one layer of 128 units.</value>
    public Trunk Block { get; init; } = new MlpTrunk { Widths = [128] };

    /// <summary>The number of blocks, from 1 to 256.</summary>
    /// <value>The default is 4.</value>
    public int Count { get; init; } = 4;

    internal override void Validate()
    {
        base.Validate();
        Require.NotNull(Block, nameof(Block));
        Require.InRange(Count, 1, MaximumParts, nameof(Count));
        Block.Validate();
    }
}
