using NeuralTrainers;

namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>A table with its task and its split into rows to train on, to validate on and to test on.</summary>
internal sealed record DataSet
{
    public required string Name { get; init; }

    public required Loss Loss { get; init; }

    /// <summary>Numeric columns, each with a value per row.</summary>
    public required float[][] Numerics { get; init; }

    /// <summary>Categorical columns, each with a value per row; empty where it is missing.</summary>
    public required string[][] Categories { get; init; }

    public required float[] Labels { get; init; }

    public required int[] Train { get; init; }

    public required int[] Validation { get; init; }

    public required int[] Test { get; init; }

    /// <summary>Splits rows 0 to <paramref name="rows"/> - 1 of one file: every fifth is a test row, every tenth from row 1 on a validation row.</summary>
    public static (int[] Train, int[] Validation, int[] Test) Split(int rows) => (
        [.. Enumerable.Range(0, rows).Where(row => row % 5 != 0 && row % 10 != 1)],
        [.. Enumerable.Range(0, rows).Where(row => row % 10 == 1)],
        [.. Enumerable.Range(0, rows).Where(row => row % 5 == 0)]);

    /// <summary>Splits rows of a training file and of a test file that follow one another: every tenth from row 1 on is a validation row.</summary>
    public static (int[] Train, int[] Validation, int[] Test) Split(int trainingRows, int testRows) => (
        [.. Enumerable.Range(0, trainingRows).Where(row => row % 10 != 1)],
        [.. Enumerable.Range(0, trainingRows).Where(row => row % 10 == 1)],
        [.. Enumerable.Range(trainingRows, testRows)]);
}
