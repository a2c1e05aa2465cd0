namespace NeuralTrainers;

/// <summary>A whole network in words: input, trunk and heads. A backend builds the network from it, and its weights carry names that follow from it.</summary>
public sealed record NetworkDescription
{
    internal const int MaximumHeads = 10_000;

    /// <summary>What enters the network.</summary>
    public required InputDescription Input { get; init; }

    /// <summary>The body.</summary>
    public required Trunk Trunk { get; init; }

    /// <summary>The outputs, at least one.</summary>
    public required IReadOnlyList<HeadDescription> Heads { get; init; }

    /// <summary>Checks every part.</summary>
    /// <exception cref="ArgumentException">A part is missing, out of range, or contradicts another; the message names it.</exception>
    public void Validate()
    {
        Require.NotNull(Input, nameof(Input));
        Require.NotNull(Trunk, nameof(Trunk));
        Require.NotNull(Heads, nameof(Heads));
        Input.Validate();
        Trunk.Validate();
        Require.InRange(Heads.Count, 1, MaximumHeads, nameof(Heads) + ".Count");
        foreach (var head in Heads)
        {
            Require.NotNull(head, nameof(Heads));
            head.Validate();
            head.DualBlock?.Validate(head, this);
        }

        ValidateNames();
        HeadOrder.Of(Heads);
        if (Heads.All(head => head.IsAuxiliary))
        {
            throw new ArgumentException("All heads are auxiliary: at least one must be scored.");
        }
    }

    private void ValidateNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var head in Heads)
        {
            if (!names.Add(head.Name))
            {
                throw new ArgumentException($"Two heads are named '{head.Name}'.");
            }
        }

        // The names of a head's tensors are the head's name, a dot, and more.
        foreach (var head in Heads)
        {
            for (var dot = head.Name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = head.Name.IndexOf('.', dot + 1))
            {
                if (names.Contains(head.Name[..dot]))
                {
                    throw new ArgumentException($"There are heads named '{head.Name[..dot]}' and '{head.Name}': no name may be another one, a dot, and more.");
                }
            }
        }
    }
}
