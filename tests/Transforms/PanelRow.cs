namespace NeuralTrainers.Transforms.Tests;

/// <summary>A row of the tests' panels.</summary>
public sealed class PanelRow
{
    public string Person { get; set; } = "A";

    public int Year { get; set; }

    public float Wage { get; set; }

    public string Job { get; set; } = "baker";

    public bool Union { get; set; }

    public DateTime Day { get; set; }

    [VectorType(2)]
    public float[] Pair { get; set; } = [0, 0];
}
