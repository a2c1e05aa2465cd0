namespace NeuralTrainers.Benchmarks.Panels;

/// <summary>Which persons train, validate and test, by the last digit of their ids.</summary>
internal sealed record Split(int[] Validation, int[] Test)
{
    private static readonly int[] NoTest = [1, 2, 3, 4, 6, 7, 8, 9];

    /// <summary>The split of the published figures.</summary>
    public static Split Published { get; } = new([1], [0, 5]);

    /// <summary>For choosing settings without a look at those who test: each other digit tests once, and the next one validates.</summary>
    public static IReadOnlyList<Split> Folds { get; } =
        [.. NoTest.Select((digit, i) => new Split([NoTest[(i + 1) % NoTest.Length]], [digit]) { LeftOut = [0, 5] })];

    /// <summary>Digits that play no part.</summary>
    private int[] LeftOut { get; init; } = [];

    public bool Trains(int id) => !Validates(id) && !Tests(id) && !LeftOut.Contains(id % 10);

    public bool Validates(int id) => Validation.Contains(id % 10);

    public bool Tests(int id) => Test.Contains(id % 10);
}
