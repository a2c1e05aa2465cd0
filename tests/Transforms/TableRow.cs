namespace NeuralTrainers.Transforms.Tests;

/// <summary>A row of a table with columns of every kind.</summary>
public sealed class TableRow
{
    public bool Label { get; set; }

    public string City { get; set; } = "Rome";

    public float Age { get; set; }

    public int Rooms { get; set; }

    public float Same { get; set; } = 7;

    public DateTime Day { get; set; } = new(2024, 2, 29);

    [VectorType(2)]
    public float[] Pair { get; set; } = [0, 0];

    public float[] Readings { get; set; } = [];
}
