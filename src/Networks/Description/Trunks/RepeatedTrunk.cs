namespace NeuralTrainers;

/// <summary>
/// A trunk several times in a row: with weights of its own each time, or with the same weights, as in a recurrent network. Shared weights
/// learn from all their places at once.
/// </summary>
public sealed record RepeatedTrunk : Trunk
{
    /// <summary>What is repeated. With shared weights it has as many outputs as inputs.</summary>
    public required Trunk Body { get; init; }

    /// <summary>How often, from 1 to 256.</summary>
    /// <value>The default is 2.</value>
    public int Times { get; init; } = 2;

    /// <summary>Whether all repetitions have the same weights.</summary>
    /// <value>The default is true.</value>
    public bool SharesWeights { get; init; } = true;

    internal override void Validate()
    {
        base.Validate();
        Require.NotNull(Body, nameof(Body));
        Require.InRange(Times, 1, MaximumParts, nameof(Times));
        Body.Validate();
    }
}
