namespace NeuralTrainers;

/// <summary>
/// An ensemble of the best trials: greedy selection with replacement by the validation metric (Caruana et al., "Ensemble Selection from Libraries of
/// Models", 2004). It begins with the best trial and adds the model with which the mean of the predictions is best, again and again, until none makes it better.
/// </summary>
/// <remarks>
/// The metric is that of the mean on the rows that the members were chosen by: with few validation rows it promises a little more than new data will show.
/// </remarks>
public sealed record EnsembleSelection
{
    /// <summary>The largest number of votes: a model that is added twice counts twice. At least 2.</summary>
    /// <value>The default is 20.</value>
    public int MaximumMembers { get; init; } = 20;

    /// <summary>How many of the best trials can be chosen from. Their models are kept in memory, and beside the log if there is one. At least 2.</summary>
    /// <value>The default is 10.</value>
    public int Candidates { get; init; } = 10;

    internal void Validate()
    {
        if (MaximumMembers < 2)
        {
            throw new ArgumentException($"{nameof(MaximumMembers)} is {MaximumMembers}: it must be at least 2.");
        }

        if (Candidates < 2)
        {
            throw new ArgumentException($"{nameof(Candidates)} is {Candidates}: it must be at least 2.");
        }
    }
}
