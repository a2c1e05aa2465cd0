namespace NeuralTrainers.Tests;

/// <summary>Cursors: alone, together, in parallel and shuffled.</summary>
[TestClass]
public class CursorContractTests
{
    private const int Rows = 60;

    private readonly MLContext _context = new(1);

    public static IEnumerable<object[]> Views => ContractCases.Views;

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void MoveNext_ThroughAllRows_CountsPositionsAndStaysAtTheEnd(ViewCase view)
    {
        var (applied, columns) = Apply(view);
        using var cursor = applied.GetRowCursor(columns);

        Assert.AreEqual(-1, cursor.Position);
        for (var row = 0; row < Rows; row++)
        {
            Assert.IsTrue(cursor.MoveNext());
            Assert.AreEqual(row, cursor.Position);
        }

        Assert.IsFalse(cursor.MoveNext());
        Assert.AreEqual(-1, cursor.Position);
        Assert.IsFalse(cursor.MoveNext());
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void GetRowCursor_SeveralAtOnce_EachGivesAllValues(ViewCase view)
    {
        var (applied, columns) = Apply(view);
        var expected = Cells.Read(applied, view.Outputs);
        using var first = applied.GetRowCursor(columns);
        using var second = applied.GetRowCursor(columns);
        var (one, other) = (Cells.Getter(first, columns), Cells.Getter(second, columns));

        // The second cursor is some rows behind.
        for (var row = 0; row < Rows + 20; row++)
        {
            if (first.MoveNext())
            {
                Cells.AssertEqual(expected[row], one(), 0, $"row {row} of the first");
            }

            if (row >= 20)
            {
                Assert.IsTrue(second.MoveNext());
                Cells.AssertEqual(expected[row - 20], other(), 0, $"row {row - 20} of the second");
            }
        }

        Assert.IsFalse(second.MoveNext());
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void GetRowCursor_OnSeveralThreads_GivesTheSameValues(ViewCase view)
    {
        var (applied, _) = Apply(view);
        var expected = Cells.Read(applied, view.Outputs);
        var read = new List<object[]>[4];

        Parallel.For(0, read.Length, i => read[i] = Cells.Read(applied, view.Outputs));

        Array.ForEach(read, rows => Cells.AssertEqual(expected, rows));
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void GetRowCursorSet_SeveralCursors_GiveEachRowOnce(ViewCase view)
    {
        var (applied, columns) = Apply(view);
        using var single = applied.GetRowCursor(columns);
        var expected = Cells.ReadById(single, columns);
        var parallel = new Dictionary<(ulong High, ulong Low), object[]>();

        foreach (var cursor in applied.GetRowCursorSet(columns, 4))
        {
            using (cursor)
            {
                foreach (var (id, values) in Cells.ReadById(cursor, columns))
                {
                    parallel.Add(id, values);
                }
            }
        }

        AssertSame(expected, parallel);
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void GetRowCursor_Shuffled_KeepsTheValuesOfEachRow(ViewCase view)
    {
        var (applied, columns) = Apply(view);
        using var ordered = applied.GetRowCursor(columns);
        using var shuffled = applied.GetRowCursor(columns, new Random(1));
        var (expected, actual) = (Cells.ReadById(ordered, columns), Cells.ReadById(shuffled, columns));

        AssertSame(expected, actual);
        Assert.AreEqual(applied.CanShuffle, !expected.Keys.SequenceEqual(actual.Keys));
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void GetGetter_InactiveColumnOrOtherType_Throws(ViewCase view)
    {
        var (applied, columns) = Apply(view);
        using var cursor = applied.GetRowCursor(columns[..1]);

        Assert.IsTrue(cursor.IsColumnActive(columns[0]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<DateTimeOffset>(columns[0]));
        foreach (var column in columns[1..].Append(applied.Schema["Height"]))
        {
            Assert.IsFalse(cursor.IsColumnActive(column));
            Assert.Throws<InvalidOperationException>(() => Cells.Getter(cursor, [column]));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public void Read_NoRows_GivesNone(ViewCase view)
    {
        ArgumentNullException.ThrowIfNull(view);

        Assert.IsEmpty(Cells.Read(view.Apply(_context, ContractRow.Data(_context, count: 0)), view.Outputs));
    }

    private static void AssertSame(Dictionary<(ulong High, ulong Low), object[]> expected, Dictionary<(ulong High, ulong Low), object[]> actual)
    {
        Assert.HasCount(Rows, expected);
        Assert.HasCount(Rows, actual);
        foreach (var (id, values) in actual)
        {
            Cells.AssertEqual(expected[id], values, 0, $"row {id}");
        }
    }

    private (IDataView Applied, DataViewSchema.Column[] Columns) Apply(ViewCase view)
    {
        var applied = view.Apply(_context, ContractRow.Data(_context, Rows));
        return (applied, Cells.Columns(applied.Schema, view.Outputs));
    }
}
