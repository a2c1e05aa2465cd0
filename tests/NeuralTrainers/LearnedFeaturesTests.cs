using NeuralTrainers.Transforms.Tests;

namespace NeuralTrainers.Tests;

/// <summary>What a network has learned, as features: <c>ApplyEmbedding</c> and <c>NeuralFeatures</c>.</summary>
[TestClass]
public class LearnedFeaturesTests
{
    private readonly MLContext _context = new(1);

    private IDataView Data => People.Data(_context, People.Make(200));

    public static IEnumerable<object[]> Trunks =>
    [
        [new MlpTrunk { Widths = [9, 6], Dropout = 0.5f }, 6],
        [new BatchEnsembleTrunk { Widths = [6], Members = 4 }, 6],
        [new ResidualTrunk { Widths = [6] }, 6],
    ];

    [TestMethod]
    public void ApplyEmbedding_OfKeys_GivesTheirVectors()
    {
        var model = TrainerCase.Regression.Fit(Data).Model;

        var applied = _context.Transforms.ApplyEmbedding("CityVector", "CityKey", model.GetEmbedding("CityKey")).Fit(Data).Transform(Data);

        var embedding = model.GetEmbedding("CityKey");
        var cities = Cells.Read(Data, ["City"]);
        var vectors = Cells.Read(applied, ["CityVector"]);
        for (var row = 0; row < cities.Count; row++)
        {
            CollectionAssert.AreEqual(embedding.GetVector((string)cities[row][0]).ToArray(), vectors[row]);
        }

        VBuffer<ReadOnlyMemory<char>> names = default;
        applied.Schema["CityVector"].GetSlotNames(ref names);
        Assert.AreEqual("CityKey.1", names.GetItemOrDefault(1).ToString());
    }

    [TestMethod]
    public void ApplyEmbedding_KeysInAnotherOrder_GoesByTheirValues()
    {
        var embedding = TrainerCase.Regression.Fit(Data).Model.GetEmbedding("CityKey");
        var other = _context.Data.LoadFromEnumerable(new Person[] { new() { City = "D" }, new() { City = "Z" }, new() { City = "A" }, new() { City = string.Empty } });
        var keyed = _context.Transforms.Conversion.MapValueToKey("CityKey", "City").Fit(other).Transform(other);

        var vectors = Cells.Read(_context.Transforms.ApplyEmbedding("CityKey", inputColumnName: null, embedding).Fit(keyed).Transform(keyed), ["CityKey"]);

        CollectionAssert.AreEqual(embedding.GetVector("D").ToArray(), vectors[0]);
        CollectionAssert.AreEqual(embedding.Unknown.ToArray(), vectors[1]);
        CollectionAssert.AreEqual(embedding.GetVector("A").ToArray(), vectors[2]);
        CollectionAssert.AreEqual(embedding.Unknown.ToArray(), vectors[3]);
    }

    [TestMethod]
    public void ApplyEmbedding_KeysWithoutValues_GoesByTheirNumbers()
    {
        var embedding = TrainerCase.Regression.Fit(Data).Model.GetEmbedding("CityKey");
        var data = _context.Data.LoadFromEnumerable(new PlainKey[] { new() { Key = 2 }, new() { Key = 4 }, new() { Key = 1000 } });

        var vectors = Cells.Read(_context.Transforms.ApplyEmbedding("Vector", "Key", embedding).Fit(data).Transform(data), ["Vector"]);

        CollectionAssert.AreEqual(embedding.GetVector(3).ToArray(), vectors[0]);
        CollectionAssert.AreEqual(embedding.Unknown.ToArray(), vectors[1]);
        CollectionAssert.AreEqual(embedding.Unknown.ToArray(), vectors[2]);
    }

    [TestMethod]
    public void ApplyEmbedding_WrongColumns_AreNamed()
    {
        var model = TrainerCase.Regression.Fit(Data).Model;

        Assert.Contains("'Job'", Assert.Throws<ArgumentException>(() => _context.Transforms.ApplyEmbedding([new("Vector", "Job")], model)).Message);
        Assert.Contains("'City'", Assert.Throws<ArgumentException>(() => _context.Transforms.ApplyEmbedding("Vector", "City", model.GetEmbedding("CityKey")).Fit(Data)).Message);
        Assert.Contains("its own name", Assert.Throws<ArgumentException>(() => _context.Transforms.ApplyEmbedding([new("A", "CityKey"), new("A", "CityKey")], model)).Message);
    }

    [TestMethod]
    [DynamicData(nameof(Trunks))]
    public void NeuralFeatures_OfANetwork_AreItsLastHiddenLayer(Trunk trunk, int width)
    {
        var transformer = TrainerCase.Regression.Fit(Data, options => options.Network = new NetworkArchitecture { Trunk = trunk });

        var rows = Cells.Read(_context.Transforms.NeuralFeatures("Hidden", transformer.Model).Fit(Data).Transform(transformer.Transform(Data)), ["Hidden", "Score"]);

        // The head is linear: score = scale (weight x hidden + bias) + mean; of an ensemble of members with heads of their own the mean is close to, but not the same as, that.
        Assert.IsTrue(rows.All(row => row.Length == width + 1));
        Assert.IsGreaterThan(1, rows.Select(row => (float)row[0]).Distinct().Count());
        if (trunk is MlpTrunk)
        {
            var head = transformer.Model.Description.Heads[0];
            var weight = transformer.Model.Network.Weights[$"head.{head.Name}.weight"].Values;
            var bias = transformer.Model.Network.Weights[$"head.{head.Name}.bias"].Values[0];
            foreach (var row in rows)
            {
                var sum = bias + row.Take(width).Select((hidden, i) => (float)hidden * weight[i]).Sum();
                Assert.AreEqual((float)row[^1], (sum * head.TargetScale) + head.TargetMean, 1e-2f);
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(TrainerCase.All), typeof(TrainerCase))]
    public void NeuralFeatures_OfEveryTrainer_AreTheSameAfterLoading(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var data = ContractRow.Data(_context);
        var model = trainer.Fit(data, options => options.Network = new NetworkArchitecture { Trunk = new MlpTrunk { Widths = [5] } }).Model;
        var fitted = _context.Transforms.NeuralFeatures("Hidden", model).Fit(data);
        using var file = new MemoryStream();
        _context.Model.Save(fitted, data.Schema, file);
        file.Position = 0;

        var loaded = new MLContext().Model.Load(file, out _);

        var rows = Cells.Read(fitted.Transform(data), ["Hidden"]);
        Assert.IsTrue(rows.All(row => row.Length == 5));
        Cells.AssertEqual(rows, Cells.Read(loaded.Transform(data), ["Hidden"]));
    }

    [TestMethod]
    public void NeuralFeatures_RowByRow_EqualBlocks()
    {
        var people = People.Make(300);
        var transformer = TrainerCase.Binary.Fit(People.Data(_context, people));
        var chain = People.Preparation(_context).Append(_context.Transforms.NeuralFeatures("Hidden", transformer.Model).Fit(People.Data(_context, people)));
        var expected = Cells.Read(chain.Transform(_context.Data.LoadFromEnumerable(people)), ["Hidden"]);
        using var engine = _context.Model.CreatePredictionEngine<Person, HiddenLayer>(chain);

        for (var row = 0; row < people.Length; row++)
        {
            Cells.AssertEqual(expected[row], [.. engine.Predict(people[row]).Hidden], 1e-5f, $"row {row}");
        }
    }

    [TestMethod]
    public void NeuralFeatures_MissingFeatureAndUnseenCategory_AreNaNAndTheUnknownVector()
    {
        var transformer = TrainerCase.Regression.Fit(Data);
        var data = People.Data(
            _context, new() { Features = [1, float.NaN, 2] }, new() { Features = [1, 0, 2], City = "Z" }, new() { Features = [1, 0, 2], City = string.Empty });

        var rows = Cells.Read(_context.Transforms.NeuralFeatures("Hidden", transformer.Model).Fit(data).Transform(data), ["Hidden"]);

        Assert.IsTrue(rows[0].All(value => float.IsNaN((float)value)));
        Assert.IsTrue(rows[1].All(value => float.IsFinite((float)value)));
        CollectionAssert.AreEqual(rows[1], rows[2]);
    }

    [TestMethod]
    public void GetRow_RowAfterRow_AllocatesNothing()
    {
        var model = TrainerCase.Regression.Fit(Data).Model;
        var transformer = _context.Transforms.ApplyEmbedding("CityVector", "CityKey", model.GetEmbedding("CityKey"))
            .Append(_context.Transforms.NeuralFeatures("Hidden", model))
            .Fit(Data);
        var row = new ConstantRow(Data.Schema);
        row.Set("Features", new VBuffer<float>(3, [1, 2, 3]));
        row.Set("CityKey", 2u);

        row.AssertNoAllocations<VBuffer<float>>(transformer, "CityVector");
        row.AssertNoAllocations<VBuffer<float>>(transformer, "Hidden");
    }

    [TestMethod]
    public void NeuralFeatures_NetworkWithoutHiddenLayer_SaysWhatToDo()
    {
        var model = TrainerCase.Regression.Fit(Data, options => options.Network = new NetworkArchitecture { Trunk = new MlpTrunk { Widths = [] } }).Model;

        Assert.Contains("Widths", Assert.Throws<ArgumentException>(() => _context.Transforms.NeuralFeatures("Hidden", model)).Message);
    }

    [TestMethod]
    public void NeuralFeatures_DualBlockOfSeparateBlocks_SaysWhatToDo()
    {
        var model = TrainerCase.DualBlockRegression.Fit(ContractRow.Data(_context), options => options.Network = new NetworkArchitecture { Trunk = new MlpTrunk { Widths = [] } }).Model;

        Assert.Contains("no hidden layer", Assert.Throws<ArgumentException>(() => _context.Transforms.NeuralFeatures("Hidden", model)).Message);
    }

    [TestMethod]
    public void NeuralFeatures_AsFeaturesOfAnotherTrainer_TrainIt()
    {
        var network = TrainerCase.Binary.Fit(Data).Model;
        var pipeline = _context.Transforms.NeuralFeatures("Hidden", network)
            .Append(_context.Transforms.ApplyEmbedding([new("CityVector", "CityKey")], network))
            .Append(_context.Transforms.Concatenate("Learned", "Hidden", "CityVector"))
            .Append(_context.Regression.Trainers.NeuralNetwork("Income", "Learned"));

        var metrics = _context.Regression.Evaluate(pipeline.Fit(Data).Transform(Data), "Income");

        Assert.IsGreaterThan(0.3, metrics.RSquared);
    }

    private sealed class PlainKey
    {
        [KeyType(5000)]
        public uint Key { get; set; }
    }

    private sealed class HiddenLayer
    {
        public float[] Hidden { get; set; } = [];
    }
}
