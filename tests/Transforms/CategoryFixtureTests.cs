using System.Text.Json;

namespace NeuralTrainers.Transforms.Tests;

/// <summary>Categories, hashes and dates as scikit-learn, a bitwise CRC-32C and NumPy see them; <c>Fixtures/make_category_fixtures.py</c> says how the numbers were made.</summary>
[TestClass]
public class CategoryFixtureTests
{
    private static readonly JsonElement Fixture = Read();

    private readonly MLContext _context = new(1);

    [TestMethod]
    public void IndexCategories_LikeOrdinalEncoderByFrequency()
    {
        var keys = Columns.Read<uint>(_context.Transforms.IndexCategories("City").Fit(Load("train")).Transform(Load("test")), "City");

        CollectionAssert.AreEqual(Get<uint>("keys"), keys);
    }

    [TestMethod]
    public void IndexCategories_RareBucket_LikeInfrequentCategoriesOfOneHotEncoder() =>
        CompareCategories(_context.Transforms.IndexCategories("City", minimumCount: 8, maximumSize: 5, rareBucket: true), "ignoring", "(rare)");

    [TestMethod]
    public void IndexCategories_OneHashBucket_LikeInfrequentCategoriesWithUnknownOnes() =>
        CompareCategories(_context.Transforms.IndexCategories("City", minimumCount: 8, maximumSize: 5, hashBuckets: 1), "sharing", "(bucket 1)");

    [TestMethod]
    public void CategoryHash_OfTexts_IsCrc32C()
    {
        var texts = Get<string>("texts");

        CollectionAssert.AreEqual(Get<uint>("hashes"), Array.ConvertAll(texts, text => CategoryHash.Of(text)));
        CollectionAssert.AreEqual(Get<int>("buckets"), Array.ConvertAll(texts, text => CategoryHash.Bucket(CategoryHash.Of(text), 1000)));
    }

    [TestMethod]
    public void DateTimeFeatures_LikeNumPy()
    {
        const DateTimeParts All = (DateTimeParts)((1 << 12) - 1);
        var data = _context.Data.LoadFromEnumerable(Get<string>("dates").Select(date => new CategoryRow { City = date }));

        var vectors = Columns.Vectors(
            _context.Transforms.DateTimeFeatures("City", parts: All, cyclicalParts: All & ~(DateTimeParts.Year | DateTimeParts.Days)).Fit(data).Transform(data), "City");

        var expected = Get<double[]>("dateParts");
        Assert.HasCount(expected.Length, vectors);
        for (var row = 0; row < vectors.Length; row++)
        {
            Assert.HasCount(expected[row].Length, vectors[row]);
            for (var slot = 0; slot < vectors[row].Length; slot++)
            {
                Assert.AreEqual(expected[row][slot], vectors[row][slot], 1e-6 * Math.Max(1, Math.Abs(expected[row][slot])), $"row {row}, slot {slot}");
            }
        }
    }

    private void CompareCategories(IEstimator<ITransformer> estimator, string name, string bucket)
    {
        var data = estimator.Append(_context.Transforms.Conversion.MapKeyToValue("City")).Fit(Load("train")).Transform(Load("test"));

        CollectionAssert.AreEqual(Array.ConvertAll(Get<string>(name), category => category == "infrequent_sklearn" ? bucket : category), Columns.Texts(data, "City"));
    }

    private IDataView Load(string name) => _context.Data.LoadFromEnumerable(Get<string>(name).Select(city => new CategoryRow { City = city }));

    private static T[] Get<T>(string name) => Fixture.GetProperty(name).Deserialize<T[]>()!;

    private static JsonElement Read()
    {
        using var stream = typeof(CategoryFixtureTests).Assembly.GetManifestResourceStream("Fixtures/categories.json")!;
        return JsonDocument.Parse(stream).RootElement;
    }
}
