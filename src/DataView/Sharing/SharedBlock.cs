using Microsoft.ML.Data;

namespace NeuralTrainers.DataView;

/// <summary>Some successive rows that several readers read.</summary>
/// <param name="columns">The values of the columns that are kept, by the column's index; null for the others.</param>
/// <param name="capacity">The largest number of rows.</param>
internal sealed class SharedBlock(ColumnBuffer?[] columns, int capacity)
{
    /// <summary>The number of rows.</summary>
    public int Count { get; set; }

    public ColumnBuffer?[] Columns => columns;

    public DataViewRowId[] Ids { get; } = new DataViewRowId[capacity];

    public long[] Batches { get; } = new long[capacity];

    /// <summary>The rows behind these, once they were read. A block that no reader can come to any more is let go with the last reader behind it.</summary>
    public SharedBlock? Next { get; set; }
}
