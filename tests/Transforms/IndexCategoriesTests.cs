using NeuralTrainers.DataView;

namespace NeuralTrainers.Transforms.Tests;

[TestClass]
public class IndexCategoriesTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void IndexCategories_Texts_AreOrderedByCountThenByFirstAppearance()
    {
        var data = Fit("b a c a d b a", _context.Transforms.IndexCategories("Key", "City"));

        CollectionAssert.AreEqual(new[] { "a", "b", "c", "d" }, KeyTexts(data, "Key"));
        CollectionAssert.AreEqual(new uint[] { 2, 1, 3, 1, 4, 2, 1 }, Columns.Read<uint>(data, "Key"));
    }

    [TestMethod]
    public void IndexCategories_MissingUnseenAndRare_GetTheMissingKey()
    {
        var transformer = _context.Transforms.IndexCategories("Key", "City", minimumCount: 2).Fit(Cities("a a b b c"));

        var data = transformer.Transform(Load(new() { City = "b" }, new() { City = string.Empty }, new() { City = "z" }, new() { City = "c" }));

        CollectionAssert.AreEqual(new uint[] { 2, 0, 0, 0 }, Columns.Read<uint>(data, "Key"));
    }

    [TestMethod]
    public void IndexCategories_MaximumSize_KeepsTheMostFrequent()
    {
        var data = Fit("a b b c c c d", _context.Transforms.IndexCategories("Key", "City", maximumSize: 2));

        CollectionAssert.AreEqual(new[] { "c", "b" }, KeyTexts(data, "Key"));
        CollectionAssert.AreEqual(new uint[] { 0, 2, 2, 1, 1, 1, 0 }, Columns.Read<uint>(data, "Key"));
    }

    [TestMethod]
    public void IndexCategories_RareBucket_IsForRareAndNotForUnseen()
    {
        var transformer = _context.Transforms.IndexCategories("Key", "City", minimumCount: 2, rareBucket: true).Fit(Cities("a a b c"));

        var data = transformer.Transform(Cities("a b c z"));

        CollectionAssert.AreEqual(new[] { "a", "(rare)" }, KeyTexts(data, "Key"));
        CollectionAssert.AreEqual(new uint[] { 1, 2, 2, 0 }, Columns.Read<uint>(data, "Key"));
        CollectionAssert.AreEqual(new[] { "a", "(rare)", "(rare)", string.Empty }, Columns.Texts(ToValues(data), "Value"));
    }

    [TestMethod]
    public void IndexCategories_HashBuckets_AreForRareAndUnseen()
    {
        var transformer = _context.Transforms.IndexCategories("Key", "City", minimumCount: 2, hashBuckets: 3).Fit(Cities("a a b c"));

        var data = transformer.Transform(Cities("a b c z y b"));

        var keys = Columns.Read<uint>(data, "Key");
        CollectionAssert.AreEqual(new[] { "a", "(bucket 1)", "(bucket 2)", "(bucket 3)" }, KeyTexts(data, "Key"));
        Assert.AreEqual(1u, keys[0]);
        Assert.IsTrue(keys.Skip(1).All(key => key is >= 2 and <= 4));
        Assert.AreEqual(keys[1], keys[5]);
    }

    [TestMethod]
    public void IndexCategories_AllHashed_SpreadEvenly()
    {
        const int Buckets = 64;
        const int Rows = 64_000;
        var transformer = _context.Transforms.IndexCategories("Key", "Number", maximumSize: 0, hashBuckets: Buckets).Fit(Load(new CategoryRow()));

        var data = transformer.Transform(_context.Data.LoadFromEnumerable(Enumerable.Range(1_000_000, Rows).Select(i => new CategoryRow { Number = i })));

        var counts = Columns.Read<uint>(data, "Key").GroupBy(key => key).Select(group => group.Count()).ToArray();
        Assert.HasCount(Buckets, counts);

        // Of 1,000 rows in a bucket by chance the deviation is 32.
        Assert.IsLessThan(1_200, counts.Max());
        Assert.IsGreaterThan(800, counts.Min());
    }

    [TestMethod]
    public void IndexCategories_NumbersAndBooleans_KeepTheirTypeAsKeyValues()
    {
        CategoryRow[] rows =
        [
            new() { Number = -7, Single = 0.5f, Flag = true }, new() { Number = 3, Single = -0f, Flag = true },
            new() { Number = 3, Single = 0f }, new() { Number = 3, Single = float.NaN },
        ];
        var data = _context.Transforms.IndexCategories([new("NumberKey", "Number"), new("SingleKey", "Single"), new("FlagKey", "Flag")]).Fit(Load(rows)).Transform(Load(rows));

        CollectionAssert.AreEqual(new uint[] { 2, 1, 1, 1 }, Columns.Read<uint>(data, "NumberKey"));
        CollectionAssert.AreEqual(new uint[] { 2, 1, 1, 0 }, Columns.Read<uint>(data, "SingleKey"));
        CollectionAssert.AreEqual(new uint[] { 1, 1, 2, 2 }, Columns.Read<uint>(data, "FlagKey"));
        CollectionAssert.AreEqual(new[] { -7, 3, 3, 3 }, Columns.Read<int>(ToValues(data, "NumberKey"), "Value"));
        CollectionAssert.AreEqual(new[] { 0.5f, 0f, 0f, float.NaN }, Columns.Read<float>(ToValues(data, "SingleKey"), "Value"));
        VBuffer<bool> flags = default;
        data.Schema["FlagKey"].GetKeyValues(ref flags);
        CollectionAssert.AreEqual(new[] { true, false }, flags.DenseValues().ToArray());
    }

    [TestMethod]
    public void IndexCategories_Keys_CountByTheirValues()
    {
        var train = _context.Transforms.Conversion.MapValueToKey("CityKey", "City").Fit(Cities("a b b")).Transform(Cities("a b b"));
        var transformer = _context.Transforms.IndexCategories("Key", "CityKey").Fit(train);

        // The same values under other numbers, and one that training did not have.
        var other = _context.Transforms.Conversion.MapValueToKey("CityKey", "City").Fit(Cities("z b a")).Transform(Cities("z b a"));
        var data = transformer.Transform(other);

        CollectionAssert.AreEqual(new[] { "b", "a" }, KeyTexts(data, "Key"));
        CollectionAssert.AreEqual(new uint[] { 0, 1, 2 }, Columns.Read<uint>(data, "Key"));
    }

    [TestMethod]
    public void IndexCategories_KeysWithoutValues_CountByTheirNumbers()
    {
        var data = _context.Data.LoadFromEnumerable(new PlainKey[] { new() { Key = 4 }, new() { Key = 9 }, new() { Key = 4 }, new() { Key = 100 } });

        var indexed = _context.Transforms.IndexCategories("Index", "Key").Fit(data).Transform(data);

        CollectionAssert.AreEqual(new uint[] { 1, 2, 1, 0 }, Columns.Read<uint>(indexed, "Index"));
        VBuffer<uint> values = default;
        indexed.Schema["Index"].GetKeyValues(ref values);
        CollectionAssert.AreEqual(new uint[] { 5, 10 }, values.DenseValues().ToArray());
    }

    [TestMethod]
    public void IndexCategories_Vectors_BecomeVectorsOfKeys()
    {
        CategoryRow[] rows = [new() { Pair = [5, 0] }, new() { Pair = [0, 7] }];
        var data = _context.Transforms.IndexCategories("Keys", "Pair").Fit(Load(rows)).Transform(Load(rows));

        var type = (VectorDataViewType)data.Schema["Keys"].Type;
        Assert.AreEqual(2, type.Size);
        Assert.AreEqual(3ul, ((KeyDataViewType)type.ItemType).Count);
        var vectors = Columns.Read<VBuffer<uint>>(data, "Keys");
        CollectionAssert.AreEqual(new uint[] { 1, 3 }, vectors[^1].DenseValues().ToArray());
    }

    [TestMethod]
    public void IndexCategories_AllMissing_IsAllMissing()
    {
        var data = Fit(string.Empty, _context.Transforms.IndexCategories("Key", "City"));

        CollectionAssert.AreEqual(new uint[] { 0 }, Columns.Read<uint>(data, "Key"));
        CollectionAssert.AreEqual(new[] { string.Empty }, Columns.Texts(ToValues(data), "Value"));
    }

    [TestMethod]
    public void Save_Loaded_MapsAlike()
    {
        var train = Cities("a a b b c d");
        var estimator = _context.Transforms.IndexCategories("Key", "City", minimumCount: 2, rareBucket: true)
            .Append(_context.Transforms.IndexCategories("Hash", "City", maximumSize: 1, hashBuckets: 5))
            .Append(_context.Transforms.IndexCategories("NumberKey", "Number"));
        var fitted = estimator.Fit(train);
        using var file = new MemoryStream();
        _context.Model.Save(fitted, train.Schema, file);
        file.Position = 0;

        var loaded = new MLContext().Model.Load(file, out _).Transform(Cities("a b c d e"));

        foreach (var name in new[] { "Key", "Hash", "NumberKey" })
        {
            CollectionAssert.AreEqual(Columns.Read<uint>(fitted.Transform(Cities("a b c d e")), name), Columns.Read<uint>(loaded, name));
        }

        CollectionAssert.AreEqual(new[] { "a", "b", "(rare)" }, KeyTexts(loaded, "Key"));
    }

    [TestMethod]
    public void GetRow_RowAfterRow_AllocatesNothing()
    {
        var train = Cities("a a b c");
        var transformer = _context.Transforms.IndexCategories("CityKey", "City", minimumCount: 2, rareBucket: true)
            .Append(_context.Transforms.IndexCategories("NumberKey", "Number", maximumSize: 0, hashBuckets: 5))
            .Append(_context.Transforms.CrossCategories("Cross", "City", "Single", hashBuckets: 5))
            .Append(_context.Transforms.DateTimeFeatures("Parts", "Job"))
            .Fit(train);
        var row = new ConstantRow(train.Schema);
        row.Set("City", "c".AsMemory());
        row.Set("Number", 123456);
        row.Set("Single", 0.25f);
        row.Set("Job", "2024-02-29T13:45:59.125+05:00".AsMemory());

        row.AssertNoAllocations<uint>(transformer, "CityKey");
        row.AssertNoAllocations<uint>(transformer, "NumberKey");
        row.AssertNoAllocations<uint>(transformer, "Cross");
        row.AssertNoAllocations<VBuffer<float>>(transformer, "Parts");
    }

    [TestMethod]
    public void Fit_TenMillionRows_TakesMemoryForTheCategoriesOnly()
    {
        const int Rows = 10_000_000;
        var row = new CategoryRow();
        var data = _context.Data.LoadFromEnumerable(Enumerable.Range(0, Rows).Select(i =>
        {
            // The number 5 comes twice as often as each of the other ones.
            row.Number = i % 1001 == 1000 ? 5 : i % 1001;
            return row;
        }));
        var estimator = _context.Transforms.IndexCategories("Number");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var transformer = estimator.Fit(data);

        Assert.IsLessThan(4_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
        CollectionAssert.AreEqual(new uint[] { 1, 2, 0 }, Columns.Read<uint>(transformer.Transform(Load(new() { Number = 5 }, new(), new() { Number = 1000 })), "Number"));
    }

    [TestMethod]
    public void Read_DamagedColumn_SaysSo()
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        new CategoryColumn(new ColumnNames("Key", "City"), new CategoryKeys("Unheard", [], rareHashes: null, hashBuckets: 3)).Write(writer);
        var bytes = file.ToArray();

        Assert.Contains("'Unheard'", Read([.. bytes[..^4], 0, 0, 0, 0]));
        Assert.Contains("'Key' have -1 buckets", Read([.. bytes[..^4], 255, 255, 255, 255]));

        static string Read(byte[] bytes)
        {
            using var reader = new BinaryReader(new MemoryStream(bytes));
            return Assert.Throws<InvalidDataException>(() => CategoryColumn.Read(reader)).Message;
        }
    }

    [TestMethod]
    public void GetOutputSchema_OfEstimator_IsThatOfTheTransformer()
    {
        var data = Fit("a b", _context.Transforms.Conversion.MapValueToKey("CityKey", "City"));
        foreach (var (input, rareBucket) in new[] { ("City", false), ("City", true), ("Number", false), ("Number", true), ("Flag", false), ("CityKey", false), ("Pair", false) })
        {
            var estimator = _context.Transforms.IndexCategories("Key", input, rareBucket: rareBucket);

            var promised = estimator.GetOutputSchema(SchemaShapes.Of(data.Schema)).Single(column => column.Name == "Key");
            var actual = SchemaShapes.Of(estimator.Fit(data).GetOutputSchema(data.Schema)).Single(column => column.Name == "Key");

            Assert.AreEqual(SchemaShapes.TypeOf(actual), SchemaShapes.TypeOf(promised));
            Assert.AreEqual(
                SchemaShapes.TypeOf(actual.Annotations.Single(annotation => annotation.Name == "KeyValues")),
                SchemaShapes.TypeOf(promised.Annotations.Single(annotation => annotation.Name == "KeyValues")));
        }
    }

    [TestMethod]
    [DataRow(0, 10, false, 0, "minimumCount is 0")]
    [DataRow(1, 0, false, 0, "maximumSize is 0")]
    [DataRow(1, 5_000_000, false, 0, "maximumSize is 5000000")]
    [DataRow(1, 10, false, -1, "hashBuckets is -1")]
    [DataRow(1, 10, true, 4, "hashBuckets is 4")]
    public void IndexCategories_OptionOutOfRange_NamesItAndItsValue(int minimumCount, int maximumSize, bool rareBucket, int hashBuckets, string expected)
    {
        var message = Assert.Throws<ArgumentException>(() => _context.Transforms.IndexCategories("Key", "City", minimumCount, maximumSize, rareBucket, hashBuckets)).Message;

        Assert.Contains(expected, message);
    }

    [TestMethod]
    public void Fit_ColumnOfDates_NamesColumnAndTypes()
    {
        var data = _context.Data.LoadFromEnumerable(new PanelRow[] { new() });

        Assert.Contains("'Day'", Assert.Throws<ArgumentException>(() => _context.Transforms.IndexCategories("Key", "Day").Fit(data)).Message);
    }

    [TestMethod]
    public void CrossCategories_Pairs_AreKeysOfBothValues()
    {
        CategoryRow[] rows =
        [
            new() { City = "Bern", Job = "cook" }, new() { City = "Chur", Job = "cook" }, new() { City = "Chur", Job = "cook" },
            new() { City = "Chur", Job = string.Empty }, new() { City = "a|b", Job = "c" }, new() { City = "a", Job = "b|c" },
        ];
        var transformer = _context.Transforms.CrossCategories("Cross", "City", "Job").Fit(Load(rows));

        var data = transformer.Transform(Load([.. rows, new() { City = "Bern", Job = "baker" }]));

        CollectionAssert.AreEqual(new[] { "Chur|cook", "Bern|cook", @"a\|b|c", @"a|b\|c" }, KeyTexts(data, "Cross"));
        CollectionAssert.AreEqual(new uint[] { 2, 1, 1, 0, 3, 4, 0 }, Columns.Read<uint>(data, "Cross"));
    }

    [TestMethod]
    public void CrossCategories_OfSeveralTypes_RespectTheMaximumSize()
    {
        CategoryRow[] rows = [.. Enumerable.Range(0, 100).Select(i => new CategoryRow { Number = i % 10, Flag = i % 3 == 0, City = i < 50 ? "a" : "b" })];

        var data = _context.Transforms.CrossCategories([("A", "Number", "Flag"), ("B", "City", "Number")], maximumSize: 5, hashBuckets: 2).Fit(Load(rows)).Transform(Load(rows));

        Assert.AreEqual(7ul, ((KeyDataViewType)data.Schema["A"].Type).Count);
        Assert.IsTrue(KeyTexts(data, "A").Take(5).All(pair => pair.EndsWith("|False", StringComparison.Ordinal)));
        Assert.IsTrue(Columns.Read<uint>(data, "B").All(key => key is >= 1 and <= 7));
    }

    [TestMethod]
    public void CrossCategories_OfAVector_NamesTheColumn()
    {
        var data = Load(new CategoryRow());

        Assert.Contains("'Pair'", Assert.Throws<ArgumentException>(() => _context.Transforms.CrossCategories("Cross", "City", "Pair").Fit(data)).Message);
    }

    internal static string[] KeyTexts(IDataView data, string name)
    {
        VBuffer<ReadOnlyMemory<char>> values = default;
        data.Schema[name].GetKeyValues(ref values);
        return [.. values.DenseValues().Select(value => value.ToString())];
    }

    private IDataView ToValues(IDataView data, string name = "Key") => _context.Transforms.Conversion.MapKeyToValue("Value", name).Fit(data).Transform(data);

    private IDataView Fit(string cities, IEstimator<ITransformer> estimator) => estimator.Fit(Cities(cities)).Transform(Cities(cities));

    private IDataView Cities(string cities) => Load([.. cities.Split(' ').Select(city => new CategoryRow { City = city })]);

    private IDataView Load(params CategoryRow[] rows) => _context.Data.LoadFromEnumerable(rows);

    private sealed class PlainKey
    {
        [KeyType(10)]
        public uint Key { get; set; }
    }
}
