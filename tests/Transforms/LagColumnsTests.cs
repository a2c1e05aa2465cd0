namespace NeuralTrainers.Transforms.Tests;

[TestClass]
public class LagColumnsTests
{
    private static readonly string[] Wage = ["Wage"];

    private static readonly PanelRow[] Panel =
    [
        new() { Person = "B", Year = 80, Wage = 5, Job = "cook", Pair = [5, 50], Day = new DateTime(1980, 1, 1) },
        new() { Person = "A", Year = 85, Wage = 3, Job = "driver", Pair = [3, 30], Day = new DateTime(1985, 1, 1) },
        new() { Person = "A", Year = 80, Wage = 1, Job = "baker", Pair = [1, 10], Day = new DateTime(1980, 1, 1) },
        new() { Person = "A", Year = 82, Wage = 2, Job = "cook", Pair = [2, 20], Day = new DateTime(1980, 1, 2, 12, 0, 0) },
        new() { Person = "B", Year = 81, Wage = 6, Job = "cook", Pair = [6, 60], Day = new DateTime(1980, 3, 1) },
    ];

    private readonly MLContext _context = new(1);

    [TestMethod]
    public void LagColumns_UnsortedPanel_SortsRowsAndGivesPreviousValues()
    {
        var lagged = Lag(Wage);

        CollectionAssert.AreEqual(new[] { "A", "A", "A", "B", "B" }, Columns.Texts(lagged, "Person"));
        CollectionAssert.AreEqual(new[] { 80, 82, 85, 80, 81 }, Columns.Read<int>(lagged, "Year"));
        CollectionAssert.AreEqual(new float[] { 1, 2, 3, 5, 6 }, Columns.Read<float>(lagged, "Wage"));
        CollectionAssert.AreEqual(new[] { float.NaN, 1, 2, float.NaN, 5 }, Columns.Read<float>(lagged, "WageLag1"));
        CollectionAssert.AreEqual(new[] { float.NaN, 2, 3, float.NaN, 1 }, Columns.Read<float>(lagged, "YearGap1"));
    }

    [TestMethod]
    public void LagColumns_TwoPeriods_GivesBothEarlierRows()
    {
        var lagged = _context.Data.LagColumns(Load(), "Person", "Year", Wage, periods: 2);

        CollectionAssert.AreEqual(new[] { float.NaN, 1, 2, float.NaN, 5 }, Columns.Read<float>(lagged, "WageLag1"));
        CollectionAssert.AreEqual(new[] { float.NaN, float.NaN, 1, float.NaN, float.NaN }, Columns.Read<float>(lagged, "WageLag2"));
        CollectionAssert.AreEqual(new[] { float.NaN, float.NaN, 5, float.NaN, float.NaN }, Columns.Read<float>(lagged, "YearGap2"));
    }

    [TestMethod]
    public void LagColumns_Keys_KeepTheirValuesAndAreMissingInFirstRows()
    {
        var data = _context.Transforms.Conversion.MapValueToKey("JobKey", "Job").Fit(Load()).Transform(Load());

        var lagged = _context.Data.LagColumns(data, "Person", "Year", ["JobKey"]);

        Assert.IsTrue(lagged.Schema["JobKeyLag1"].Type.Equals(lagged.Schema["JobKey"].Type));
        VBuffer<ReadOnlyMemory<char>> values = default;
        lagged.Schema["JobKeyLag1"].GetKeyValues(ref values);
        CollectionAssert.AreEqual(new[] { "cook", "driver", "baker" }, values.DenseValues().Select(value => value.ToString()).ToArray());
        CollectionAssert.AreEqual(new uint[] { 0, 3, 1, 0, 1 }, Columns.Read<uint>(lagged, "JobKeyLag1"));
    }

    [TestMethod]
    public void LagColumns_TextAndVectors_AreEmptyAndNaNInFirstRows()
    {
        var lagged = Lag(["Job", "Pair"]);

        CollectionAssert.AreEqual(new[] { string.Empty, "baker", "cook", string.Empty, "cook" }, Columns.Texts(lagged, "JobLag1"));
        var pairs = Columns.Vectors(lagged, "PairLag1");
        CollectionAssert.AreEqual(new[] { float.NaN, float.NaN }, pairs[0]);
        CollectionAssert.AreEqual(new float[] { 1, 10 }, pairs[1]);
    }

    [TestMethod]
    public void LagColumns_Dates_GiveTheGapInDays()
    {
        var lagged = _context.Data.LagColumns(Load(), "Person", "Day", Wage);

        CollectionAssert.AreEqual(new[] { float.NaN, 1.5f, 1825.5f, float.NaN, 60f }, Columns.Read<float>(lagged, "DayGap1"));
    }

    [TestMethod]
    public void LagColumns_GroupsAsKeys_ComeInTheOrderOfTheKeys()
    {
        var data = _context.Transforms.Conversion.MapValueToKey("PersonKey", "Person").Fit(Load()).Transform(Load());

        CollectionAssert.AreEqual(new float[] { 5, 6, 1, 2, 3 }, Columns.Read<float>(_context.Data.LagColumns(data, "PersonKey", "Year", Wage), "Wage"));
    }

    [TestMethod]
    public void LagColumns_TwoRowsOfOneTime_NamesGroupTimeAndRows()
    {
        var lagged = _context.Data.LagColumns(Load([.. Panel, new() { Person = "A", Year = 82 }]), "Person", "Year", Wage);

        var message = Assert.Throws<InvalidOperationException>(() => Columns.Read<float>(lagged, "Wage")).Message;

        Assert.Contains("'Person'", message);
        Assert.Contains("group 'A' has the time '82' of column 'Year' twice, in the rows 3 and 5", message);
    }

    [TestMethod]
    public void LagColumns_GroupWithoutValue_NamesColumnAndRow()
    {
        var lagged = _context.Data.LagColumns(Load([.. Panel, new() { Person = string.Empty, Year = 82 }]), "Person", "Year", Wage);

        Assert.Contains("Column 'Person', row 5", Assert.Throws<InvalidOperationException>(() => Columns.Read<float>(lagged, "Wage")).Message);
    }

    [TestMethod]
    public void LagColumns_TimeIsNaN_NamesColumnAndRow()
    {
        var lagged = _context.Data.LagColumns(Load([.. Panel, new() { Wage = float.NaN }]), "Person", "Wage", ["Job"]);

        Assert.Contains("Column 'Wage', row 5", Assert.Throws<InvalidOperationException>(() => Columns.Texts(lagged, "Job")).Message);
    }

    [TestMethod]
    [DataRow("Nobody", "Year", "Wage", "There is no group column 'Nobody'")]
    [DataRow("Pair", "Year", "Wage", "group column 'Pair'")]
    [DataRow("Person", "Job", "Wage", "time column 'Job' is of type String")]
    [DataRow("Person", "Year", "Union", "lagged column 'Union' is of type Boolean")]
    [DataRow("Person", "Year", "Year", "lagged column 'Year' is of type Int32")]
    public void LagColumns_ColumnOfWrongType_NamesItAndTheRemedy(string group, string time, string column, string expected)
    {
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => _context.Data.LagColumns(Load(), group, time, [column])).Message);
    }

    [TestMethod]
    public void LagColumns_NoColumnOrNoPeriod_IsAnError()
    {
        Assert.Contains("columnNames is empty", Assert.Throws<ArgumentException>(() => Lag([])).Message);
        Assert.Contains("periods is 0", Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.LagColumns(Load(), "Person", "Year", Wage, 0)).Message);
    }

    [TestMethod]
    public void LagColumns_BeforeACursorMoves_ReadsNothing()
    {
        var read = 0;
        var data = _context.Data.LoadFromEnumerable(Panel.Select(row =>
        {
            read++;
            return row;
        }));

        var lagged = _context.Data.LagColumns(data, "Person", "Year", Wage);
        using var cursor = lagged.GetRowCursor([lagged.Schema["WageLag1"]]);
        var before = read;
        cursor.MoveNext();

        Assert.AreEqual(0, before);
        Assert.AreEqual(Panel.Length, read);
    }

    [TestMethod]
    public void GetGetter_OfAColumnNotAskedFor_Throws()
    {
        var lagged = Lag(Wage);
        using var cursor = lagged.GetRowCursor([lagged.Schema["WageLag1"]]);

        Assert.IsFalse(cursor.IsColumnActive(lagged.Schema["Wage"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<float>(lagged.Schema["Wage"]));
    }

    [TestMethod]
    public void MoveNext_AfterTheEnd_StaysFalse()
    {
        var lagged = Lag(Wage);
        using var cursor = lagged.GetRowCursor([lagged.Schema["Wage"]]);
        var getter = cursor.GetGetter<float>(lagged.Schema["Wage"]);
        while (cursor.MoveNext())
        {
        }

        Assert.IsFalse(cursor.MoveNext());
        Assert.AreEqual(-1, cursor.Position);
        float value = 0;
        Assert.Throws<InvalidOperationException>(() => getter(ref value));
    }

    [TestMethod]
    public void TrainTestSplit_BySamplingKey_KeepsAPersonsPairsTogether()
    {
        PanelRow[] rows = [.. Enumerable.Range(0, 400).Select(i => new PanelRow { Person = $"P{i % 50}", Year = i, Wage = i })];
        var pairs = _context.Data.FilterRowsByMissingValues(_context.Data.LagColumns(Load(rows), "Person", "Year", Wage), "WageLag1");

        var split = _context.Data.TrainTestSplit(pairs, testFraction: 0.3, samplingKeyColumnName: "Person");

        var train = Columns.Texts(split.TrainSet, "Person");
        var test = Columns.Texts(split.TestSet, "Person");
        Assert.HasCount(350, train.Concat(test).ToArray());
        Assert.IsNotEmpty(test);
        Assert.IsEmpty(train.Intersect(test).ToArray());
    }

    private IDataView Lag(IReadOnlyList<string> columns) => _context.Data.LagColumns(Load(), "Person", "Year", columns);

    private IDataView Load(params PanelRow[] rows) => _context.Data.LoadFromEnumerable(rows.Length > 0 ? rows : Panel);
}
