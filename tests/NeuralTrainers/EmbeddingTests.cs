namespace NeuralTrainers.Tests;

[TestClass]
public class EmbeddingTests
{
    private readonly MLContext _context = new(1);

    private IDataView Data => People.Data(_context, People.Make(100));

    [TestMethod]
    public void GetEmbedding_ByValue_IsARowOfTheTable()
    {
        var embedding = TrainerCase.Regression.Fit(Data).Model.GetEmbedding("CityKey");

        CollectionAssert.AreEqual(People.Cities, embedding.Values.ToArray());
        Assert.AreEqual(EmbeddingSize.Fastai.Dimension(4), embedding.Dimension);
        CollectionAssert.AreEqual(embedding.GetVector(3).ToArray(), embedding.GetVector("C").ToArray());
        CollectionAssert.AreEqual(embedding.GetVector(0).ToArray(), embedding.Unknown.ToArray());
        CollectionAssert.AreNotEqual(embedding.GetVector("A").ToArray(), embedding.GetVector("B").ToArray());
        Assert.Throws<KeyNotFoundException>(() => _ = embedding.GetVector("E"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = embedding.GetVector(5));
    }

    [TestMethod]
    public void GetEmbedding_OfAnotherColumn_NamesTheKnownOnes() =>
        Assert.Contains(
            "CityKey", Assert.Throws<ArgumentException>(() => TrainerCase.Regression.Fit(Data).Model.GetEmbedding("Job")).Message);

    [TestMethod]
    public void Fit_EmbeddingSize_IsForColumnsWithoutADimension()
    {
        var model = TrainerCase.Regression.Fit(Data, options =>
        {
            options.CategoricalColumnNames = ["CityKey", "JobKey"];
            options.EmbeddingSize = EmbeddingSize.Fixed(7);
            options.Embeddings = new Dictionary<string, EmbeddingOptions> { ["JobKey"] = new() { Dimension = 2 } };
        }).Model;

        Assert.AreEqual(7, model.GetEmbedding("CityKey").Dimension);
        Assert.AreEqual(2, model.GetEmbedding("JobKey").Dimension);
    }

    [TestMethod]
    public void Fit_FrozenPretrainedVectors_StayAsTheyAre()
    {
        var vectors = new Dictionary<string, float[]> { ["A"] = [1, 2], ["C"] = [3, 4], ["Z"] = [5, 6] };

        var embedding = Fit(new EmbeddingOptions { PretrainedVectors = vectors, Frozen = true }).Model.GetEmbedding("CityKey");

        Assert.AreEqual(2, embedding.Dimension);
        CollectionAssert.AreEqual(new[] { 1f, 2f }, embedding.GetVector("A").ToArray());
        CollectionAssert.AreEqual(new[] { 3f, 4f }, embedding.GetVector("C").ToArray());
        CollectionAssert.AreEqual(new[] { 3f, 4f }, embedding.Unknown.ToArray());
    }

    [TestMethod]
    public void Fit_PretrainedVectors_AreTrainedOn()
    {
        var vectors = new Dictionary<string, float[]> { ["A"] = [100, 200] };

        var vector = Fit(new EmbeddingOptions { PretrainedVectors = vectors }).Model.GetEmbedding("CityKey").GetVector("A").ToArray();

        Assert.AreNotEqual(100, vector[0]);
        Assert.AreEqual(100, vector[0], 5);
    }

    [TestMethod]
    public void Fit_PretrainedVectorOfOtherLength_NamesValueColumnAndLengths()
    {
        var vectors = new Dictionary<string, float[]> { ["A"] = [1, 2] };

        var message = Assert.Throws<ArgumentException>(
            () => Fit(new EmbeddingOptions { PretrainedVectors = vectors, Dimension = 3 })).Message;

        Assert.Contains("'A'", message);
        Assert.Contains("'CityKey'", message);
        Assert.Contains("2", message);
        Assert.Contains("3", message);
    }

    [TestMethod]
    public void Fit_SharedTable_IsOne()
    {
        var data = _context.Transforms.CopyColumns("HomeKey", "CityKey").Fit(Data).Transform(Data);

        var model = TrainerCase.Regression.Fit(data, options =>
        {
            options.CategoricalColumnNames = ["CityKey", "HomeKey"];
            options.Embeddings = new Dictionary<string, EmbeddingOptions>
            {
                ["CityKey"] = new() { Dimension = 3 },
                ["HomeKey"] = new() { Table = "CityKey" },
            };
        }).Model;

        CollectionAssert.AreEqual(
            model.GetEmbedding("CityKey").GetVector("A").ToArray(), model.GetEmbedding("HomeKey").GetVector("A").ToArray());
        Assert.AreEqual(3, model.GetEmbedding("HomeKey").Dimension);
    }

    [TestMethod]
    public void Fit_SharedTableOfOtherSize_NamesBothColumns()
    {
        var message = Assert.Throws<ArgumentException>(() => TrainerCase.Regression.Fit(Data, options =>
        {
            options.CategoricalColumnNames = ["CityKey", "JobKey"];
            options.Embeddings = new Dictionary<string, EmbeddingOptions> { ["JobKey"] = new() { Table = "CityKey" } };
        })).Message;

        Assert.Contains("'CityKey'", message);
        Assert.Contains("'JobKey'", message);
    }

    private NeuralTransformer Fit(EmbeddingOptions options) =>
        TrainerCase.Regression.Fit(Data, o => o.Embeddings = new Dictionary<string, EmbeddingOptions> { ["CityKey"] = options });
}
