using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Some of the rows of the input, in its order.</summary>
/// <param name="decidesBy">The columns that the choice is made by. If there are none, it depends on the order of the rows, which is kept.</param>
/// <param name="makeAdvance">From a cursor over the input, what moves it to the next row that is selected, or says that there is none.</param>
internal sealed class SelectedRowsDataView(
    IDataView input, DataViewSchema.Column[] decidesBy, Func<DataViewRowCursor, Func<bool>> makeAdvance, long? rowCount = null) : IDataView
{
    public bool CanShuffle => input.CanShuffle && decidesBy.Length > 0;

    public DataViewSchema Schema => input.Schema;

    public long? GetRowCount() => rowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var needed = columnsNeeded.ToArray();
        var source = input.GetRowCursor(needed.Concat(decidesBy).DistinctBy(c => c.Index), CanShuffle ? rand : null);
        return new Cursor(source, needed, makeAdvance(source));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    /// <summary>The first rows.</summary>
    public static SelectedRowsDataView First(IDataView input, long count)
    {
        long? rowCount = input.GetRowCount() is { } all ? Math.Min(all, count) : null;
        return new(input, [], cursor => () => cursor.Position + 1 < count && cursor.MoveNext(), rowCount);
    }

    /// <summary>The rows that a condition holds for, made for a row that moves and asked once for each.</summary>
    public static SelectedRowsDataView Where(IDataView input, DataViewSchema.Column[] decidesBy, Func<DataViewRow, Func<bool>> makeCondition)
        => new(input, decidesBy, cursor =>
        {
            var holds = makeCondition(cursor);
            return () =>
            {
                while (cursor.MoveNext())
                {
                    if (holds())
                    {
                        return true;
                    }
                }

                return false;
            };
        });

    private sealed class Cursor(DataViewRowCursor source, DataViewSchema.Column[] needed, Func<bool> advance) : RootCursor(source.Schema, needed)
    {
        public override long Batch => source.Batch;

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        protected override bool MoveNextCore() => advance();

        protected override Delegate MakeGetter(DataViewSchema.Column column) => source.GetUntypedGetter(column);

        protected override void Dispose(bool disposing)
        {
            source.Dispose();
            base.Dispose(disposing);
        }
    }
}
