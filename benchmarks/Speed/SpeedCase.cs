namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>One thing to time.</summary>
/// <param name="Name">Its name here and in the peer.</param>
/// <param name="Create">Sets it up. The action that it returns is one call.</param>
internal sealed record SpeedCase(string Name, Func<Prepared> Create)
{
    /// <summary>Calls that are timed as one: more than one where a call is too short for a clock.</summary>
    public int CallsPerSample { get; init; } = 1;

    /// <summary>Multiply-adds of a call, times two, if they bound it.</summary>
    public double Flops { get; init; }

    /// <summary>Rows of a call.</summary>
    public int Rows { get; init; } = 1;
}
