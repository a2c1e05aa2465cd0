namespace NeuralTrainers.Transforms.Tests;

/// <summary>A row of numbers of several types.</summary>
public sealed class NumberRow
{
    public float Single { get; set; }

    public double Double { get; set; }

    public int Int32 { get; set; }

    public bool Flag { get; set; }

    [VectorType(2)]
    public float[] Pair { get; set; } = [0, 0];
}
