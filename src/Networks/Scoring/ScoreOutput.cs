namespace NeuralTrainers.Networks;

/// <summary>One of the arrays that scoring fills.</summary>
/// <param name="Head">The head's position in the description.</param>
/// <param name="Kind">What of the head it is.</param>
/// <param name="Width">The numbers of a row, 0 for a head that is not scored.</param>
internal readonly record struct ScoreOutput(int Head, ScoreKind Kind, int Width)
{
    /// <summary>The representation that the heads of a network share.</summary>
    public static ScoreOutput[] Features(int width) => [new ScoreOutput(0, ScoreKind.Representation, width)];

    /// <summary>All of a network: the heads' scores, then for each head with a dual block its probability of persistence and its change scores.</summary>
    public static ScoreOutput[] Of(NetworkDescription description)
    {
        var outputs = description.Heads.Select((head, i) => new ScoreOutput(i, ScoreKind.Score, head.IsAuxiliary ? 0 : head.OutputCount)).ToList();
        for (var i = 0; i < description.Heads.Count; i++)
        {
            if (description.Heads[i] is { DualBlock: not null, IsAuxiliary: false })
            {
                outputs.Add(new ScoreOutput(i, ScoreKind.Persistence, 1));
                outputs.Add(new ScoreOutput(i, ScoreKind.Change, description.Heads[i].OutputCount));
            }
        }

        return [.. outputs];
    }
}
