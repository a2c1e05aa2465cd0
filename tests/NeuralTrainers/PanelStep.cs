namespace NeuralTrainers.Tests;

/// <summary>A row of a panel: a person at a time.</summary>
public sealed class PanelStep
{
    public int Person { get; set; }

    public float Time { get; set; }

    public string State { get; set; } = "a";
}
