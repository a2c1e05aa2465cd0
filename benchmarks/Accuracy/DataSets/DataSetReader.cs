using static NeuralTrainers.Benchmarks.Accuracy.DataFolder;

namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>Reads the data sets by name.</summary>
internal static class DataSetReader
{
    public static IReadOnlyList<string> Names { get; } = ["adult", "california", "churn", "diamonds", "taxi"];

    public static DataSet Read(string name, DataFolder folder) => name switch
    {
        "adult" => Adult(folder),
        "california" => California(folder),
        "churn" => Churn(folder),
        "diamonds" => Diamonds(folder),
        "taxi" => Taxi(folder),
        _ => throw new ArgumentException($"There is no data set '{name}': the names are {string.Join(", ", Names)}."),
    };

    private static DataSet Adult(DataFolder folder)
    {
        var train = folder.Read("adult-train.csv", 0);
        var test = folder.Read("adult-test.csv", 0);
        string[][] rows = [.. train, .. test];
        return Create("adult", new BinaryCrossEntropyLoss(), rows, [0, 2, 4, 10, 11, 12], [1, 3, 5, 6, 7, 8, 9, 13], DataSet.Split(train.Length, test.Length)) with
        {
            // Labels of the test file end in a dot.
            Labels = [.. rows.Select(row => row[14].StartsWith(">50K", StringComparison.Ordinal) ? 1f : 0f)],
        };
    }

    private static DataSet California(DataFolder folder)
    {
        var rows = folder.Read("cal_housing.arff", 0);
        var (rooms, bedrooms, population, households) = (Numbers(rows, 3), Numbers(rows, 4), Numbers(rows, 5), Numbers(rows, 6));
        return Create("california", new SquaredLoss(), rows, [], [], DataSet.Split(rows.Length)) with
        {
            Numerics =
            [
                Numbers(rows, 7), Numbers(rows, 2), Ratio(rooms, households), Ratio(bedrooms, households), population, Ratio(population, households),
                Numbers(rows, 1), Numbers(rows, 0),
            ],
            Labels = [.. Numbers(rows, 8).Select(value => value / 100_000)],
        };
    }

    private static DataSet Churn(DataFolder folder)
    {
        var rows = folder.Read("churn_modelling.csv", 1);
        return Create("churn", new BinaryCrossEntropyLoss(), rows, [3, 6, 7, 8, 9, 10, 11, 12], [4, 5], DataSet.Split(rows.Length)) with
        {
            Labels = Numbers(rows, 13),
        };
    }

    private static DataSet Diamonds(DataFolder folder)
    {
        var rows = folder.Read("diamonds.csv", 1);
        return Create("diamonds", new SquaredLoss(), rows, [1, 5, 6, 8, 9, 10], [2, 3, 4], DataSet.Split(rows.Length)) with { Labels = Numbers(rows, 7) };
    }

    private static DataSet Taxi(DataFolder folder)
    {
        var train = folder.Read("taxi-fare-train.csv", 1);
        var test = folder.Read("taxi-fare-test.csv", 1);
        string[][] rows = [.. train, .. test];
        return Create("taxi", new SquaredLoss(), rows, [2, 3, 4], [0, 1, 5], DataSet.Split(train.Length, test.Length)) with { Labels = Numbers(rows, 6) };
    }

    private static DataSet Create(
        string name, Loss loss, string[][] rows, int[] numerics, int[] categories, (int[] Train, int[] Validation, int[] Test) split) => new()
        {
            Name = name,
            Loss = loss,
            Numerics = [.. numerics.Select(column => Numbers(rows, column))],
            Categories = [.. categories.Select(column => Texts(rows, column))],
            Labels = [],
            Train = split.Train,
            Validation = split.Validation,
            Test = split.Test,
        };

    private static float[] Ratio(float[] values, float[] divisors) => [.. values.Zip(divisors, (value, divisor) => value / divisor)];
}
