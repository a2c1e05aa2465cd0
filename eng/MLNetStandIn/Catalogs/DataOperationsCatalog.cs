using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Makes data views, and objects from them.</summary>
public sealed partial class DataOperationsCatalog : IInternalCatalog
{
    private readonly IHostEnvironment _env;

    internal DataOperationsCatalog(IHostEnvironment env) => _env = env;

    IHostEnvironment IInternalCatalog.Environment => _env;

    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null)
        where TRow : class
        => new EnumerableDataView<TRow>(data, schemaDefinition);

    public IEnumerable<TRow> CreateEnumerable<TRow>(
        IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false, SchemaDefinition schemaDefinition = null)
        where TRow : class, new()
    {
        var reader = new RowReader<TRow>(data.Schema, ignoreMissingColumns, schemaDefinition);
        return Read();

        IEnumerable<TRow> Read()
        {
            using var cursor = data.GetRowCursor(reader.Columns);
            var fill = reader.Bind(cursor);
            var row = new TRow();
            while (cursor.MoveNext())
            {
                row = reuseRowObject ? row : new TRow();
                fill(row);
                yield return row;
            }
        }
    }

    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        var cache = new CacheDataView(input);
        if (columnsToPrefetch is { Length: > 0 })
        {
            cache.Fill(columnsToPrefetch.Select(name => input.Schema[name]));
        }

        return cache;
    }

    /// <summary>The rows without NaN or missing keys in some columns.</summary>
    public IDataView FilterRowsByMissingValues(IDataView input, params string[] columns)
    {
        var sources = columns.Select(name => input.Schema.Find(name, "source")).ToArray();
        foreach (var column in sources)
        {
            if (!MissingValueCondition.Supports(column.Type))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(columns), $"Column '{column.Name}' has type {column.Type} which does not support missing values, so we cannot filter on them");
            }
        }

        return new FilteredDataView(input, sources, canShuffle: true, row => MissingValueCondition.Of(row, sources));
    }

    public IDataView SkipRows(IDataView input, long count) => new RowRangeDataView(input, count, long.MaxValue);

    public IDataView TakeRows(IDataView input, long count) => new RowRangeDataView(input, 0, count);
}
