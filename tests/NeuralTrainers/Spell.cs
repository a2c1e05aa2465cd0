namespace NeuralTrainers.Tests;

/// <summary>A row of a process that persists with a known probability.</summary>
public sealed class Spell
{
    public string Region { get; set; } = "A";

    public float X { get; set; }

    /// <summary>A number that says nothing.</summary>
    public float Noise { get; set; }

    /// <summary>The previous number.</summary>
    public float Before { get; set; }

    /// <summary>The number to predict.</summary>
    public float After { get; set; }

    /// <summary>The previous class.</summary>
    public string StateBefore { get; set; } = "a";

    /// <summary>The class to predict.</summary>
    public string State { get; set; } = "a";
}
