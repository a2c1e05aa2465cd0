namespace NeuralTrainers.DataView.Tests;

[TestClass]
public class BlockCursorTests
{
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(16)]
    [DataRow(17)]
    [DataRow(80)]
    [DataRow(1200)]
    public void Read_AnyNumberOfRows_GivesScoresAndColumnsInOrder(int rows)
    {
        var scored = new SumModel().Transform(Data.Count(rows));
        using var cursor = scored.GetRowCursor(scored.Schema);
        var score = cursor.GetGetter<float>(scored.Schema["Score"]);
        var name = cursor.GetGetter<ReadOnlyMemory<char>>(scored.Schema["Name"]);
        var features = cursor.GetGetter<VBuffer<float>>(scored.Schema["Features"]);
        var id = cursor.GetIdGetter();
        for (var row = 0; row < rows; row++)
        {
            Assert.IsTrue(cursor.MoveNext());
            Assert.AreEqual(row, cursor.Position);
            Assert.AreEqual(row, Value(score));
            Assert.AreEqual($"row {row}", Value(name).ToString());
            CollectionAssert.AreEqual(new float[] { row, 0 }, Value(features).DenseValues().ToArray());
            Assert.AreEqual(new DataViewRowId((ulong)row, 0), Value(id));
        }

        Assert.IsFalse(cursor.MoveNext());
        Assert.IsFalse(cursor.MoveNext());
        Assert.AreEqual(-1, cursor.Position);
    }

    [TestMethod]
    public void Read_ScoresOnly_RunsTheModelOncePerBlockAndReadsEachValueOnce()
    {
        var model = new SumModel();
        var source = new CountingDataView(Data.Count(2000));
        var scored = model.Transform(source);

        Data.Read<float>(scored, "Score");

        Assert.AreEqual(2000, model.Rows);
        Assert.AreEqual(5, model.Blocks); // 16, 64, 256, 1024 and the rest
        Assert.AreEqual(2 * 2000, source.Values);
        Assert.AreEqual(1, source.Cursors);
        Assert.AreEqual(1, source.Disposed);
    }

    [TestMethod]
    public void Read_ScoresAndFeatures_ReadsEachValueOnce()
    {
        var source = new CountingDataView(Data.Count(100));
        var scored = new SumModel().Transform(source);
        using var cursor = scored.GetRowCursor([scored.Schema["Score"], scored.Schema["Features"]]);

        Data.Read<float>(cursor, "Score");

        Assert.AreEqual(2 * 100, source.Values);
    }

    [TestMethod]
    public void Read_NoScores_NeverRunsTheModel()
    {
        var model = new SumModel();
        var scored = model.Transform(Data.Count(100));

        Assert.HasCount(100, Data.Read<ReadOnlyMemory<char>>(scored, "Name"));
        Assert.AreEqual(0, model.Blocks);
    }

    [TestMethod]
    public void MoveNext_WithoutAskingForScores_NeverRunsTheModel()
    {
        var model = new SumModel();
        var scored = model.Transform(Data.Count(100));
        using var cursor = scored.GetRowCursor(scored.Schema);
        while (cursor.MoveNext())
        {
        }

        Assert.AreEqual(0, model.Blocks);
    }

    [TestMethod]
    public void Transform_BeforeACursorMoves_ReadsNothing()
    {
        var source = new CountingDataView(Data.Count(100));
        var scored = new SumModel().Transform(source);
        Assert.AreEqual(0, source.Cursors);

        using var cursor = scored.GetRowCursor(scored.Schema);
        Assert.AreEqual(0, source.Moves);
    }

    [TestMethod]
    public void MoveNext_Once_ReadsAFewRowsOnly()
    {
        var source = new CountingDataView(Data.Count(10_000));
        var scored = new SumModel().Transform(source);
        using var cursor = scored.GetRowCursor(scored.Schema);

        cursor.MoveNext();

        Assert.IsLessThan(100, source.Moves);
    }

    [TestMethod]
    public void GetRowCursor_WithRandom_KeepsScoresWithTheirRows()
    {
        var cached = new MLContext(1).Data.Cache(Data.Count(1000));
        var scored = new SumModel().Transform(cached);
        using var cursor = scored.GetRowCursor(scored.Schema, new Random(1));
        var score = cursor.GetGetter<float>(scored.Schema["Score"]);
        var name = cursor.GetGetter<ReadOnlyMemory<char>>(scored.Schema["Name"]);
        var scores = new List<float>();
        while (cursor.MoveNext())
        {
            Assert.AreEqual($"row {Value(score)}", Value(name).ToString());
            scores.Add(Value(score));
        }

        var expected = Enumerable.Range(0, 1000).Select(i => (float)i).ToArray();
        CollectionAssert.AreEquivalent(expected, scores);
        CollectionAssert.AreNotEqual(expected, scores);
    }

    [TestMethod]
    public void GetRowCursorSet_SeveralCursors_GiveAllRows()
    {
        var cached = new MLContext(1).Data.Cache(Data.Count(1000));
        var scored = new SumModel().Transform(cached);
        var cursors = scored.GetRowCursorSet(scored.Schema, 3);
        var scores = new List<float>();
        foreach (var cursor in cursors)
        {
            using (cursor)
            {
                scores.AddRange(Data.Read<float>(cursor, "Score"));
            }
        }

        CollectionAssert.AreEquivalent(Enumerable.Range(0, 1000).Select(i => (float)i).ToArray(), scores);
    }

    [TestMethod]
    public void GetGetter_InactiveColumn_Throws()
    {
        var scored = new SumModel().Transform(Data.Count(1));
        using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);

        Assert.IsFalse(cursor.IsColumnActive(scored.Schema["Name"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<ReadOnlyMemory<char>>(scored.Schema["Name"]));
    }

    [TestMethod]
    [DataRow("Score")]
    [DataRow("Label")]
    public void GetGetter_OtherType_Throws(string column)
    {
        var scored = new SumModel().Transform(Data.Count(1));
        using var cursor = scored.GetRowCursor(scored.Schema);

        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<double>(scored.Schema[column]));
    }

    [TestMethod]
    public void Getter_OutsideOfRows_Throws()
    {
        var scored = new SumModel().Transform(Data.Count(1));
        using var cursor = scored.GetRowCursor(scored.Schema);
        var score = cursor.GetGetter<float>(scored.Schema["Score"]);

        Assert.Throws<InvalidOperationException>(() => Value(score));
        Assert.IsTrue(cursor.MoveNext());
        Assert.AreEqual(0, Value(score));
        Assert.IsFalse(cursor.MoveNext());
        Assert.Throws<InvalidOperationException>(() => Value(score));
    }

    [TestMethod]
    public void Read_AColumnThatCannotBeBuffered_GoesRowByRowWithTheSameScores()
    {
        var model = new SumModel();
        var scored = model.Transform(new OddColumnDataView(Data.Count(40)));
        using var cursor = scored.GetRowCursor(scored.Schema);
        var odd = cursor.GetGetter<OddColumnDataView.Odd>(scored.Schema["Odd"]);
        var score = cursor.GetGetter<float>(scored.Schema["Score"]);
        for (var row = 0; row < 40; row++)
        {
            Assert.IsTrue(cursor.MoveNext());
            Assert.AreEqual(row, Value(score));
            Assert.AreEqual(row, Value(odd).Position);
        }

        Assert.IsFalse(cursor.MoveNext());
        Assert.AreEqual(40, model.Blocks);
    }

    private static TValue Value<TValue>(ValueGetter<TValue> getter)
    {
        TValue value = default!;
        getter(ref value);
        return value;
    }
}
