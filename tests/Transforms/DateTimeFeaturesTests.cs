namespace NeuralTrainers.Transforms.Tests;

[TestClass]
public class DateTimeFeaturesTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void DateTimeFeatures_Parts_AreNamedSlots()
    {
        var data = Transform("Day", DateTimeParts.Year | DateTimeParts.Hour, DateTimeParts.Month, new PanelRow { Day = new DateTime(2024, 4, 30, 18, 5, 0) });

        VBuffer<ReadOnlyMemory<char>> names = default;
        data.Schema["Out"].GetSlotNames(ref names);
        CollectionAssert.AreEqual(new[] { "Year", "Hour", "Month.Sin", "Month.Cos" }, names.DenseValues().Select(name => name.ToString()).ToArray());
        var vector = Columns.Vectors(data, "Out")[0];
        CollectionAssert.AreEqual(new float[] { 2024, 18, 1, 0 }, vector.Select(value => MathF.Round(value, 6)).ToArray());
    }

    [TestMethod]
    public void DateTimeFeatures_DecemberAndJanuary_AreAsNearAsAnyNeighbours()
    {
        var vectors = Columns.Vectors(
            Transform("Day", DateTimeParts.None, DateTimeParts.Month, [.. Enumerable.Range(1, 12).Select(month => new PanelRow { Day = new DateTime(2023, month, 9) })]), "Out");

        for (var month = 0; month < 12; month++)
        {
            var next = vectors[(month + 1) % 12];
            Assert.AreEqual(2 - MathF.Sqrt(3), MathF.Pow(vectors[month][0] - next[0], 2) + MathF.Pow(vectors[month][1] - next[1], 2), 1e-5f);
        }
    }

    [TestMethod]
    public void DateTimeFeatures_DefaultTime_IsMissing()
    {
        var vector = Columns.Vectors(Transform("Day", DateTimeParts.Year, DateTimeParts.Hour, new PanelRow()), "Out")[0];

        Assert.IsTrue(vector.All(float.IsNaN));
    }

    [TestMethod]
    [DataRow("2024-02-29", 2024, 2, 29, 0, 0)]
    [DataRow(" 2024-02-29T13:45 ", 2024, 2, 29, 13, 45)]
    [DataRow("2024-02-29 13:45:59", 2024, 2, 29, 13, 45)]
    [DataRow("2024-02-29T23:45:59.125+05:00", 2024, 2, 29, 23, 45)]
    [DataRow("2024-02-29T13:45:59Z", 2024, 2, 29, 13, 45)]
    [DataRow("20240229T134559Z", 2024, 2, 29, 13, 45)]
    [DataRow("20240229", 2024, 2, 29, 0, 0)]
    public void DateTimeFeatures_IsoText_IsRead(string text, int year, int month, int day, int hour, int minute)
    {
        const DateTimeParts Parts = DateTimeParts.Year | DateTimeParts.Month | DateTimeParts.DayOfMonth | DateTimeParts.Hour | DateTimeParts.Minute;

        var vector = Columns.Vectors(Transform("Job", Parts, DateTimeParts.None, new PanelRow { Job = text }), "Out")[0];

        CollectionAssert.AreEqual(new float[] { year, month, day, hour, minute }, vector);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("2023-02-29")]
    [DataRow("02/28/2023")]
    [DataRow("yesterday")]
    public void DateTimeFeatures_OtherText_IsMissing(string text)
    {
        var vector = Columns.Vectors(Transform("Job", DateTimeParts.Year, DateTimeParts.Hour, new PanelRow { Job = text }), "Out")[0];

        Assert.IsTrue(vector.All(float.IsNaN));
    }

    [TestMethod]
    public void Save_Loaded_GivesTheSame()
    {
        var data = Load(new PanelRow { Day = new DateTime(2024, 12, 31, 23, 59, 59), Job = "2024-01-01" });
        var fitted = _context.Transforms.DateTimeFeatures([new("Out", "Day"), new("Other", "Job")]).Fit(data);
        using var file = new MemoryStream();
        _context.Model.Save(fitted, data.Schema, file);
        file.Position = 0;

        var loaded = new MLContext().Model.Load(file, out _);

        foreach (var name in new[] { "Out", "Other" })
        {
            CollectionAssert.AreEqual(Columns.Vectors(fitted.Transform(data), name)[0], Columns.Vectors(loaded.Transform(data), name)[0]);
        }
    }

    [TestMethod]
    public void DateTimeFeatures_YearAsCycle_IsAnError()
    {
        Assert.Contains("cyclicalParts has Year", Assert.Throws<ArgumentException>(
            () => _context.Transforms.DateTimeFeatures("Day", cyclicalParts: DateTimeParts.Year | DateTimeParts.Hour)).Message);
        Assert.Contains("both None", Assert.Throws<ArgumentException>(
            () => _context.Transforms.DateTimeFeatures("Day", parts: DateTimeParts.None, cyclicalParts: DateTimeParts.None)).Message);
    }

    [TestMethod]
    public void Fit_NumberColumn_NamesColumnAndRemedy()
    {
        var message = Assert.Throws<ArgumentException>(() => _context.Transforms.DateTimeFeatures("Out", "Wage").Fit(Load(new PanelRow()))).Message;

        Assert.Contains("'Wage'", message);
        Assert.Contains("DateTime", message);
    }

    private IDataView Transform(string column, DateTimeParts parts, DateTimeParts cycles, params PanelRow[] rows) =>
        _context.Transforms.DateTimeFeatures("Out", column, parts, cycles).Fit(Load(rows)).Transform(Load(rows));

    private IDataView Load(params PanelRow[] rows) => _context.Data.LoadFromEnumerable(rows);
}
