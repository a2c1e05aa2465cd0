namespace NeuralTrainers;

/// <summary>Trunks one after the other: each reads what the one before it computes.</summary>
public sealed record SequentialTrunk : Trunk
{
    /// <summary>The trunks, from 1 to 256.</summary>
    public required IReadOnlyList<Trunk> Parts { get; init; }

    internal override void Validate()
    {
        base.Validate();
        Require.NotNull(Parts, nameof(Parts));
        Require.InRange(Parts.Count, 1, MaximumParts, nameof(Parts) + ".Count");
        foreach (var part in Parts)
        {
            Require.NotNull(part, nameof(Parts));
            part.Validate();
        }
    }
}
