namespace NeuralTrainers.Transforms.Tests;

[TestClass]
public class TabularFeaturizerTests
{
    private static readonly TableRow[] Rows =
    [
        .. Enumerable.Range(0, 60).Select(i => new TableRow
        {
            Label = i % 2 == 0,
            City = i == 59 ? "Bern" : i == 58 ? string.Empty : i % 3 == 0 ? "Oslo" : "Rome",
            Age = i == 5 ? float.NaN : i,
            Rooms = i % 4,
            Day = new DateTime(2024, 1, 1).AddDays(i),
            Pair = [i, -i],
        }),
    ];

    private readonly MLContext _context = new(1);

    [TestMethod]
    public void TabularFeaturizer_NothingButASchema_TypesDecide()
    {
        var transformer = _context.Transforms.TabularFeaturizer().Fit(Load(Rows));

        var roles = transformer.Decisions.ToDictionary(decision => decision.ColumnName, decision => decision.Role);
        Assert.HasCount(7, roles);
        Assert.AreEqual(FeatureRole.Categorical, roles["City"]);
        Assert.AreEqual(FeatureRole.Numeric, roles["Age"]);
        Assert.AreEqual(FeatureRole.Numeric, roles["Rooms"]);
        Assert.AreEqual(FeatureRole.Numeric, roles["Pair"]);
        Assert.AreEqual(FeatureRole.DateTime, roles["Day"]);
        Assert.AreEqual(FeatureRole.Ignored, roles["Readings"]);
        Assert.Contains("'Age' is Numeric: Single, mapped to a normal distribution; 1 missing values", transformer.ToString());
        Assert.Contains("'Same' is Numeric: Single that never changes, left out", transformer.ToString());
        Assert.Contains("'City' is Categorical: String with 3 values; 2 keys, and one for rare and unseen values", transformer.ToString());
    }

    [TestMethod]
    public void TabularFeaturizer_Features_AreNormalNumbersWithIndicatorsAndNames()
    {
        var data = Featurize(Rows, columnNames: ["Age", "Same", "Rooms", "Pair"]);

        CollectionAssert.AreEqual(new[] { "Age", "Age.IsMissing", "Rooms", "Pair.0", "Pair.1" }, SlotNames(data));
        var features = Columns.Vectors(data, "Features");
        Assert.AreEqual(0, features[5][0], 0.1f);
        CollectionAssert.AreEqual(new float[] { 0, 1, 0 }, features[4..7].Select(row => row[1]).ToArray());
        Assert.AreEqual(-features[10][3], features[10][4], 0.1f);
        Assert.IsTrue(features.All(row => row.All(float.IsFinite)));
        Assert.IsTrue(data.Schema["Features"].IsNormalized());
    }

    [TestMethod]
    public void TabularFeaturizer_Categories_AreKeysByFrequencyAndUnseenOnesShareTheRareKey()
    {
        var transformer = _context.Transforms.TabularFeaturizer().Fit(Load(Rows));

        var data = transformer.Transform(Load(
            new() { City = "Rome" }, new() { City = "Oslo" }, new() { City = "Bern" }, new() { City = "Atlantis" }, new() { City = string.Empty }));

        CollectionAssert.AreEqual(new uint[] { 1, 2, 3, 3, 0 }, Columns.Read<uint>(data, "City"));
        VBuffer<ReadOnlyMemory<char>> values = default;
        data.Schema["City"].GetKeyValues(ref values);
        Assert.AreEqual("Rome", values.GetItemOrDefault(0).ToString());
    }

    [TestMethod]
    public void TabularFeaturizer_NumberThatIsACode_BecomesAKeyWhenNamed()
    {
        var data = Featurize(Rows, categoricalColumnNames: ["Rooms"]);

        Assert.IsInstanceOfType<KeyDataViewType>(data.Schema["Rooms"].Type);
        Assert.DoesNotContain("Rooms", SlotNames(data));
    }

    [TestMethod]
    public void TabularFeaturizer_Dates_BecomeATrendAndCycles()
    {
        var data = Featurize(Rows, columnNames: ["Day"]);

        CollectionAssert.AreEqual(
            new[] { "Day.Days", "Day.DayOfWeek.Sin", "Day.DayOfWeek.Cos", "Day.DayOfYear.Sin", "Day.DayOfYear.Cos" }, SlotNames(data));
        var trend = Columns.Vectors(data, "Features").Select(row => row[0]).ToArray();
        CollectionAssert.AreEqual(trend.Order().ToArray(), trend);
    }

    [TestMethod]
    public void TabularFeaturizer_CategoriesOnly_StillHasAFeatureColumn()
    {
        var data = Featurize(Rows, columnNames: ["City"]);

        CollectionAssert.AreEqual(new float[] { 0 }, Columns.Vectors(data, "Features")[0]);
    }

    [TestMethod]
    public void TabularFeaturizer_SavedAndLoaded_GivesTheSame()
    {
        var transformer = _context.Transforms.TabularFeaturizer().Fit(Load(Rows));
        using var file = new MemoryStream();
        _context.Model.Save(transformer, Load(Rows).Schema, file);
        file.Position = 0;

        var loaded = new MLContext().Model.Load(file, out _);

        CollectionAssert.AreEqual(
            Columns.Vectors(transformer.Transform(Load(Rows)), "Features").SelectMany(row => row).ToArray(),
            Columns.Vectors(loaded.Transform(Load(Rows)), "Features").SelectMany(row => row).ToArray());
        CollectionAssert.AreEqual(Columns.Read<uint>(transformer.Transform(Load(Rows)), "City"), Columns.Read<uint>(loaded.Transform(Load(Rows)), "City"));
    }

    [TestMethod]
    public void TabularFeaturizer_Log_SaysWhatWasDecided()
    {
        var lines = new List<string>();
        _context.Log += (_, line) => lines.Add(line.Message);

        _context.Transforms.TabularFeaturizer().Fit(Load(Rows));

        Assert.IsTrue(lines.Exists(line => line.Contains("'City' is Categorical", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void TabularFeaturizer_PromisedColumns_AreThose()
    {
        var data = Load(Rows);
        var estimator = _context.Transforms.TabularFeaturizer();

        var promised = estimator.GetOutputSchema(DataView.SchemaShapes.Of(data.Schema));

        var actual = DataView.SchemaShapes.Of(estimator.Fit(data).GetOutputSchema(data.Schema));
        CollectionAssert.AreEqual(Describe(actual), Describe(promised));
    }

    [TestMethod]
    [DataRow("Price", null, "There is no column 'Price'", "labelColumnName")]
    [DataRow("Label", "Nothing", "There is no column 'Nothing'", "City")]
    [DataRow("Label", "Readings", "'Readings'", "cannot be featurized")]
    [DataRow("City", "City", "no column to make features of", "Age")]
    public void TabularFeaturizer_ColumnsThatCannotBe_AreNamed(string label, string? column, string first, string second)
    {
        var message = Assert.Throws<ArgumentException>(
            () => _context.Transforms.TabularFeaturizer(label, columnNames: column is null ? null : [column]).Fit(Load(Rows))).Message;

        Assert.Contains(first, message);
        Assert.Contains(second, message);
    }

    private static string[] Describe(SchemaShape shape) =>
        [.. shape.Select(column => $"{column.Name} {column.Kind} {column.ItemType} {column.IsKey} {string.Join(' ', column.Annotations.Select(a => a.Name).Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal)];

    private static string[] SlotNames(IDataView data)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        data.Schema["Features"].GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    private IDataView Featurize(TableRow[] rows, string[]? categoricalColumnNames = null, string[]? columnNames = null) =>
        _context.Transforms.TabularFeaturizer(categoricalColumnNames: categoricalColumnNames, columnNames: columnNames).Fit(Load(rows)).Transform(Load(rows));

    private IDataView Load(params TableRow[] rows) => _context.Data.LoadFromEnumerable(rows);
}
