namespace NeuralTrainers.Transforms.Tests;

/// <summary>A row of categories of several types.</summary>
public sealed class CategoryRow
{
    public string City { get; set; } = string.Empty;

    public string Job { get; set; } = string.Empty;

    public int Number { get; set; }

    public float Single { get; set; }

    public bool Flag { get; set; }

    [VectorType(2)]
    public int[] Pair { get; set; } = [0, 0];
}
