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

    public IDataView SkipRows(IDataView input, long count) => new RowRangeDataView(input, count, long.MaxValue);

    public IDataView TakeRows(IDataView input, long count) => new RowRangeDataView(input, 0, count);
}
