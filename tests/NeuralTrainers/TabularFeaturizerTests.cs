namespace NeuralTrainers.Tests;

[TestClass]
public class TabularFeaturizerTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void NeuralNetwork_AfterTabularFeaturizer_TakesItsColumnsWithoutFurtherWords()
    {
        var rows = _context.Data.LoadFromEnumerable(ContractRow.Make(400));

        var model = Featurizer().Append(_context.Regression.Trainers.NeuralNetwork(nameof(Person.Income), maximumEpochs: 3)).Fit(rows);

        var network = model.LastTransformer.Model;
        CollectionAssert.AreEqual(
            new[] { nameof(Person.City), nameof(Person.Job) }, network.Description.Input.Embeddings.Select(embedding => embedding.Column).ToArray());
        Assert.IsInstanceOfType<BatchEnsembleTrunk>(network.Description.Trunk);
        Assert.IsInstanceOfType<PiecewiseLinearEncoding>(network.Description.Input.NumericEncoding);
        Assert.IsFalse(network.GetEmbedding(nameof(Person.City)).GetVector("(bucket 1)").IsEmpty);
    }

    [TestMethod]
    public void NeuralNetwork_AfterTabularFeaturizer_IsStillToldWhatToTake()
    {
        var rows = _context.Data.LoadFromEnumerable(ContractRow.Make(400));
        var trainer = _context.Regression.Trainers.NeuralNetwork(new NeuralRegressionTrainer.Options
        {
            LabelColumnName = nameof(Person.Income),
            CategoricalColumnNames = [],
            Network = new NetworkArchitecture { Trunk = new MlpTrunk { Widths = [8] } },
            MaximumEpochs = 2,
        });

        var network = Featurizer().Append(trainer).Fit(rows).LastTransformer.Model;

        Assert.IsEmpty(network.Description.Input.Embeddings);
        Assert.IsInstanceOfType<MlpTrunk>(network.Description.Trunk);
        Assert.IsNull(network.Description.Input.NumericEncoding);
    }

    [TestMethod]
    public void NeuralNetwork_PredictionEngineOnRawColumns_TakesMissingAndUnseenValues()
    {
        var rows = _context.Data.LoadFromEnumerable(ContractRow.Make(400));
        var model = Featurizer().Append(_context.Regression.Trainers.NeuralNetwork(nameof(Person.Income), maximumEpochs: 3)).Fit(rows);
        using var engine = _context.Model.CreatePredictionEngine<ContractRow, Prediction>(model);

        var score = engine.Predict(new ContractRow { City = "Atlantis", Job = string.Empty, Height = float.NaN, Age = float.NaN }).Score;

        Assert.IsTrue(float.IsFinite(score));
    }

    private IEstimator<TabularFeaturizerTransformer> Featurizer() => _context.Transforms.TabularFeaturizer(
        nameof(Person.Income),
        columnNames: [nameof(Person.City), nameof(Person.Job), nameof(ContractRow.Age), nameof(ContractRow.Height), nameof(ContractRow.Day)]);

    public sealed class Prediction
    {
        public float Score { get; set; }
    }
}
