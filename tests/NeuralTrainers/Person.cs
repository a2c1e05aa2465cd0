namespace NeuralTrainers.Tests;

/// <summary>A row of the tests' data.</summary>
public class Person
{
    [VectorType(3)]
    public float[] Features { get; set; } = [0, 0, 0];

    public string City { get; set; } = "A";

    /// <summary>The label of regression.</summary>
    public float Income { get; set; }

    /// <summary>The label of binary classification.</summary>
    public bool IsRich { get; set; }

    /// <summary>The label of multiclass classification.</summary>
    public string Job { get; set; } = "baker";

    /// <summary>An earlier <see cref="Income"/>, for the trainers that ask for one.</summary>
    public float IncomeBefore { get; set; }

    /// <summary>An earlier <see cref="Job"/>.</summary>
    public string JobBefore { get; set; } = "baker";

    public float Weight { get; set; } = 1;
}
