namespace NeuralTrainers;

/// <summary>
/// A module with a name: wherever the network has one of the same name, it is the same module with the same weights, which learn from all
/// their places at once. It reads as many numbers at each.
/// </summary>
/// <remarks>
/// For experts that begin with the same layers, or a layer that is used before and after another. Running statistics of batch normalization
/// are shared, too.
/// </remarks>
public sealed record SharedTrunk : Trunk
{
    /// <summary>The module's name.</summary>
    public required string Name { get; init; }

    /// <summary>The module: any trunk, the same wherever the name is.</summary>
    public required Trunk Body { get; init; }

    internal override void Validate()
    {
        base.Validate();
        if (string.IsNullOrWhiteSpace(Name))
        {
            throw new ArgumentException($"The {nameof(Name)} of a {nameof(SharedTrunk)} is empty: give it one.");
        }

        Require.NotNull(Body, nameof(Body));
        Body.Validate();
    }
}
