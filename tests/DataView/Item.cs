namespace NeuralTrainers.DataView.Tests;

/// <summary>A row of the tests' data.</summary>
public sealed class Item
{
    [VectorType(2)]
    public float[] Features { get; set; } = [0, 0];

    /// <summary>0 to 2, which ML.NET makes the keys 1 to 3; anything else is missing.</summary>
    [KeyType(3)]
    public uint City { get; set; } = uint.MaxValue;

    public float Label { get; set; }

    public float Weight { get; set; } = 1;

    public string Name { get; set; } = string.Empty;
}
