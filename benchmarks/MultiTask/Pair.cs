namespace NeuralTrainers.Benchmarks.MultiTask;

/// <summary>A worker's row and what the next row of the same worker says.</summary>
internal sealed class Pair
{
    public int Person { get; init; }

    public float[] Features { get; set; } = [];

    public string Industry { get; init; } = string.Empty;

    public string Occupation { get; init; } = string.Empty;

    public string Race { get; init; } = string.Empty;

    /// <summary>Empty where it is not known, or was not before.</summary>
    public string NextIndustry { get; init; } = string.Empty;

    /// <summary>Empty where it is not known, or was not before.</summary>
    public string NextOccupation { get; init; } = string.Empty;

    public float NextLogWage { get; init; }
}
