using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Makes data views, and parts of them.</summary>
public sealed class DataOperationsCatalog
{
    private readonly IHostEnvironment _env;

    internal DataOperationsCatalog(IHostEnvironment env) => _env = env;

    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null)
        where TRow : class
        => new EnumerableDataView<TRow>(data, schemaDefinition);

    public IDataView Cache(IDataView input) => new CacheDataView(input);

    /// <summary>The rows without NaN or missing keys in some columns.</summary>
    public IDataView FilterRowsByMissingValues(IDataView input, params string[] columns)
    {
        var sources = Array.ConvertAll(columns, name => input.Schema.Find(name, "source"));
        foreach (var column in sources)
        {
            if (column.Type.GetItemType() is not KeyDataViewType and var item && item.RawType != typeof(float) && item.RawType != typeof(double))
            {
                throw new ArgumentOutOfRangeException(nameof(columns), $"Column '{column.Name}' is {column.Type}, which has no missing value to filter by.");
            }
        }

        return SelectedRowsDataView.Where(input, sources, row =>
        {
            var conditions = Array.ConvertAll(sources, c => RowExtensions.Invoke<Func<bool>>(IsComplete<int>, [c.Type.GetItemType().RawType], row, c));
            return () => Array.TrueForAll(conditions, holds => holds());
        });
    }

    public IDataView TakeRows(IDataView input, long count) => SelectedRowsDataView.First(input, count);

    /// <param name="samplingKeyColumnName">Rows of one value of this column stay together; by row if null.</param>
    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null)
        => testFraction is > 0 and < 1
            ? Fractions(data, samplingKeyColumnName, seed).Split(data, f => f >= testFraction, f => f >= 0 && f < testFraction)
            : throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, "Must be between 0 and 1 exclusive");

    /// <param name="samplingKeyColumnName">Rows of one value of this column stay together; by row if null.</param>
    public IReadOnlyList<TrainTestData> CrossValidationSplit(
        IDataView data, int numberOfFolds = 5, string samplingKeyColumnName = null, int? seed = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(numberOfFolds, 1);
        var fractions = Fractions(data, samplingKeyColumnName, seed);
        return [.. Enumerable.Range(0, numberOfFolds).Select(fold =>
        {
            var from = (double)fold / numberOfFolds;
            var to = (double)(fold + 1) / numberOfFolds;
            return fractions.Split(data, f => f < from || f > to, f => from <= f && f <= to);
        })];
    }

    private static Func<bool> IsComplete<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var get = row.GetVectorGetter<T>(column);
        object missing = typeof(T) == typeof(float) ? (object)float.NaN : typeof(T) == typeof(double) ? (object)double.NaN : default(T);
        var values = default(VBuffer<T>);
        return () =>
        {
            get(ref values);
            return !values.DenseValues().Contains((T)missing);
        };
    }

    // Without a seed of its own a split takes the environment's.
    private RowFraction Fractions(IDataView data, string samplingKeyColumnName, int? seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        return RowFraction.Of(data, samplingKeyColumnName, seed ?? (_env as IHostEnvironmentInternal)?.Seed);
    }

    /// <summary>Data to train on and other data to test on.</summary>
    public struct TrainTestData
    {
        public readonly IDataView TrainSet;
        public readonly IDataView TestSet;

        internal TrainTestData(IDataView trainSet, IDataView testSet) => (TrainSet, TestSet) = (trainSet, testSet);
    }
}
