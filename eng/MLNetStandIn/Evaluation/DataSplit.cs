using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Splits data by a number from 0 to 1 that each row has. Without a seed of its own a split takes the environment's.</summary>
internal static class DataSplit
{
    public static DataOperationsCatalog.TrainTestData TrainTest(
        IHostEnvironment env, IDataView data, double testFraction, string samplingKeyColumnName, int? seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!(testFraction is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, "Must be between 0 and 1 exclusive");
        }

        var fraction = RowFraction.Of(data, samplingKeyColumnName, seed ?? (env as IHostEnvironmentInternal)?.Seed);
        bool IsTest(double f) => f >= 0 && f < testFraction;
        bool IsTrain(double f) => f >= testFraction;
        return new(Side(data, fraction, IsTrain), Side(data, fraction, IsTest));
    }

    public static DataOperationsCatalog.TrainTestData[] Folds(
        IHostEnvironment env, IDataView data, int numberOfFolds, string samplingKeyColumnName, int? seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(numberOfFolds, 1);
        var fraction = RowFraction.Of(data, samplingKeyColumnName, seed ?? (env as IHostEnvironmentInternal)?.Seed);
        return [.. Enumerable.Range(0, numberOfFolds).Select(fold =>
        {
            var from = (double)fold / numberOfFolds;
            var to = (double)(fold + 1) / numberOfFolds;
            bool IsTest(double f) => from <= f && f <= to;
            bool IsTrain(double f) => f < from || f > to;
            return new DataOperationsCatalog.TrainTestData(Side(data, fraction, IsTrain), Side(data, fraction, IsTest));
        })];
    }

    // Numbers that are drawn are tied to the order of the rows.
    private static FilteredDataView Side(IDataView data, RowFraction fraction, Func<double, bool> accepts)
        => new(data, fraction.Source is { } source ? [source] : [], canShuffle: fraction.Source is not null, row =>
        {
            var read = fraction.MakeReader(row);
            return () => accepts(read());
        });
}
