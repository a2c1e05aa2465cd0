namespace NeuralTrainers.Transforms.Tests;

/// <summary>A row of the fixtures' columns.</summary>
public sealed class FixtureRow
{
    [VectorType(4)]
    public float[] Values { get; set; } = [];
}
