using NeuralTrainers.Networks;

namespace NeuralTrainers.Tests;

/// <summary>Multiclass trainers on labels that are shares of classes.</summary>
[TestClass]
public class SoftLabelTests
{
    private static readonly string[] Classes = ["Low", "Middle", "High"];

    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Fit_Shares_LearnsThemAndPredictsTheLargest()
    {
        var data = Data(Make(600));
        var scored = Fit(data).Transform(data);

        var shares = Scores.Vectors(data, "Shares");
        var scores = Scores.Vectors(scored, "Score");
        var error = shares.Zip(scores, (share, score) => share.Zip(score, (a, b) => Math.Abs(a - b)).Max()).Average();
        Assert.IsLessThan(0.05, error);
        Assert.IsTrue(scores.All(score => Math.Abs(score.Sum() - 1) < 1e-5));
        var keys = Scores.Of<uint>(scored, "PredictedLabel");
        CollectionAssert.AreEqual(scores.Select(score => (uint)Array.IndexOf(score, score.Max()) + 1).ToArray(), keys);
    }

    [TestMethod]
    public void Fit_NamedShares_NamesClassesAndScoresByThem()
    {
        var data = Data(Make(300));
        var scored = Fit(data).Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(Fit(data).Transform(data))).Transform(data);

        var predicted = Scores.Texts(scored, "PredictedLabel");
        var scores = Scores.Vectors(scored, "Score");
        CollectionAssert.AreEqual(scores.Select(score => Classes[Array.IndexOf(score, score.Max())]).ToArray(), predicted);
        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["Score"].GetSlotNames(ref names);
        CollectionAssert.AreEqual(Classes, names.DenseValues().Select(name => name.ToString()).ToArray());
    }

    [TestMethod]
    public void Fit_SharesWithoutNames_Scores()
    {
        var data = _context.Data.LoadFromEnumerable(Make(60).Select(row => new Unnamed { Features = [row.Feature], Shares = [row.Low, row.Middle + row.High] }));

        var scored = Fit(data).Transform(data);

        Assert.AreEqual(2, scored.Schema["PredictedLabel"].Type is KeyDataViewType key ? (int)key.Count : 0);
        Assert.HasCount(2, Scores.Vectors(scored, "Score")[0]);
    }

    [TestMethod]
    public void Load_SavedModel_ScoresTheSameAndNamesTheClasses()
    {
        var data = Data(Make(100));
        var model = Fit(data);
        using var file = new MemoryStream();
        _context.Model.Save(model, data.Schema, file);
        file.Position = 0;

        var loaded = new MLContext().Model.Load(file, out _).Transform(data);

        CollectionAssert.AreEqual(Scores.Bits(Scores.Of(model.Transform(data))), Scores.Bits(Scores.Of(loaded)));
        VBuffer<ReadOnlyMemory<char>> values = default;
        loaded.Schema["PredictedLabel"].GetKeyValues(ref values);
        CollectionAssert.AreEqual(Classes, values.DenseValues().Select(value => value.ToString()).ToArray());
    }

    [TestMethod]
    public void Evaluate_KeysOfTheLargestShare_IsPossible()
    {
        var data = Data(Make(600));
        var known = _context.Data.LoadFromEnumerable(Classes.Select(name => new Named { Class = name }));
        var scored = _context.Transforms.Conversion.MapValueToKey("Class").Fit(known).Transform(Fit(data).Transform(data));

        Assert.IsGreaterThan(0.9, _context.MulticlassClassification.Evaluate(scored, "Class").MicroAccuracy);
    }

    [TestMethod]
    public void Fit_PreviousModel_GoesOn()
    {
        var data = Data(Make(300));
        var first = Fit(data, epochs: 1);
        var second = Trainer(epochs: 20).Fit(data, null, first.Model);

        Assert.IsLessThan(
            first.Model.TrainingHistory.Epochs[^1].ValidationLoss!.Value, second.Model.TrainingHistory.Epochs[^1].ValidationLoss!.Value);
    }

    [TestMethod]
    [DataRow(-0.5f, 0.5f, 1f, "-0.5, 0.5, 1")]
    [DataRow(0.5f, 0.5f, 0.5f, "0.5, 0.5, 0.5")]
    [DataRow(float.NaN, 0.5f, 0.5f, "NaN, 0.5, 0.5")]
    public void Fit_RowWithoutDistribution_NamesColumnRowAndValue(float low, float middle, float high, string text)
    {
        var rows = Make(50);
        (rows[7].Low, rows[7].Middle, rows[7].High) = (low, middle, high);

        var message = Assert.Throws<InvalidOperationException>(() => Fit(Data(rows))).Message;

        Assert.Contains("'Shares'", message);
        Assert.Contains("row 7", message);
        Assert.Contains(text, message);
        Assert.Contains("sum to 1", message);
    }

    [TestMethod]
    public void Fit_ValidationDataOfOtherClasses_SaysHowMany()
    {
        var data = _context.Data.LoadFromEnumerable(Make(20).Select(row => new Unnamed { Features = [row.Feature], Shares = [row.Low, row.Middle + row.High] }));

        var message = Assert.Throws<InvalidOperationException>(() => Trainer(epochs: 1).Fit(Data(Make(20)), data)).Message;

        Assert.Contains("2 shares", message);
        Assert.Contains("3 classes", message);
    }

    [TestMethod]
    public void Fit_LabelOfAnotherType_SaysWhatItMustBe()
    {
        var data = Data(Make(20));

        var message = Assert.Throws<ArgumentException>(() => Trainer(epochs: 1, label: "Low").Fit(data)).Message;

        Assert.Contains("'Low'", message);
        Assert.Contains("vector of Single of known size", message);
    }

    [TestMethod]
    public void Create_ClassWeightsWithSoftLabels_SaysThatTheyDoNotGoTogether()
    {
        var options = new NeuralMulticlassTrainer.Options { Loss = new KullbackLeiblerLoss(), ClassWeights = ClassWeights.Balanced };

        Assert.Contains("ClassWeights", Assert.Throws<ArgumentException>(() => _context.MulticlassClassification.Trainers.NeuralNetwork(options)).Message);
    }

    private static Row[] Make(int count)
    {
        var random = new RandomStream(5, 1);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var feature = random.NextFloat();
            var row = new Row { Feature = feature, Low = (1 - feature) * (1 - feature), Middle = 2 * feature * (1 - feature), High = feature * feature };
            row.Class = row.Low >= row.Middle ? "Low" : row.High >= row.Middle ? "High" : "Middle";
            return row;
        })];
    }

    private IDataView Data(IEnumerable<Row> rows)
    {
        var data = _context.Data.LoadFromEnumerable(rows);
        return _context.Transforms.Concatenate("Shares", Classes).Append(_context.Transforms.Concatenate("Features", nameof(Row.Feature))).Fit(data).Transform(data);
    }

    private NeuralMulticlassTransformer Fit(IDataView data, int epochs = 60) => Trainer(epochs).Fit(data);

    private NeuralMulticlassTrainer Trainer(int epochs, string label = "Shares") => _context.MulticlassClassification.Trainers.NeuralNetwork(new NeuralMulticlassTrainer.Options
    {
        LabelColumnName = label,
        Loss = new KullbackLeiblerLoss(),
        Network = new NetworkArchitecture { Trunk = new MlpTrunk { Widths = [16], Dropout = Dropout.None } },
        MaximumEpochs = epochs,
        LearningRate = 0.01f,
        ValidationFraction = 0.1f,
    });

    private sealed class Row
    {
        public float Feature { get; set; }

        public float Low { get; set; }

        public float Middle { get; set; }

        public float High { get; set; }

        public string Class { get; set; } = "Low";
    }

    private sealed class Unnamed
    {
        [VectorType(1)]
        public float[] Features { get; set; } = [];

        [VectorType(2)]
        public float[] Shares { get; set; } = [];
    }

    private sealed class Named
    {
        public string Class { get; set; } = string.Empty;
    }
}
