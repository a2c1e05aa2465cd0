namespace NeuralTrainers.Tests;

/// <summary>What losses change in the columns of a model.</summary>
[TestClass]
public class LossTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Fit_PinballLoss_GivesTheQuantiles()
    {
        Person[] people = [.. Enumerable.Range(0, 1000).Select(i => new Person { Income = i * 37 % 1000 })];
        var data = People.Data(_context, people);

        var scored = Score(data, new PinballLoss { Quantiles = [0.1f, 0.5f, 0.9f] }, epochs: 40);

        float[] quantiles = [.. new[] { "Quantile0.1", "Quantile0.5", "Quantile0.9" }.Select(column => Scores.Of<float>(scored, column)[0])];
        Assert.AreEqual(100, quantiles[0], 40);
        Assert.AreEqual(500, quantiles[1], 60);
        Assert.AreEqual(900, quantiles[2], 40);
        Assert.AreEqual(quantiles[1], Scores.Of(scored)[0]);
    }

    [TestMethod]
    public void Fit_GaussianLoss_GivesDeviationsInTheLabelsUnits()
    {
        var random = new Networks.RandomStream(3, 1);
        Person[] people = [.. Enumerable.Range(0, 1000).Select(
            i => new Person { Features = [i % 2, 0, 0], Income = 500 + ((i % 2 == 0 ? 10 : 100) * random.NextGaussian()) })];
        var data = People.Data(_context, people);

        var scored = Score(data, new GaussianLoss(), epochs: 60);

        var deviations = Scores.Of<float>(scored, "StandardDeviation");
        Assert.AreEqual(10, deviations[0], 4);
        Assert.AreEqual(100, deviations[1], 20);
    }

    [TestMethod]
    public void Fit_LabelOutOfTheLossesDomain_NamesColumnRowAndDomain()
    {
        var people = People.Make(300);
        people[7].Income = -3;

        var message = Assert.Throws<InvalidOperationException>(
            () => TrainerCase.Regression.Fit(People.Data(_context, people), options => options.Loss = new PoissonLoss())).Message;

        Assert.Contains("'Income'", message);
        Assert.Contains("row 7", message);
        Assert.Contains("-3", message);
        Assert.Contains("0 or above", message);
    }

    [TestMethod]
    public void Fit_PoissonLoss_PredictsMeans()
    {
        Person[] people = [.. Enumerable.Range(0, 600).Select(
            i => new Person { Features = [i % 2, 0, 0], Income = i % 2 == 0 ? i % 3 : 10 + (i % 5) })];
        var data = People.Data(_context, people);

        var scores = Scores.Of(Score(data, new PoissonLoss(), epochs: 40));

        Assert.AreEqual(1, scores[0], 0.4);
        Assert.AreEqual(12, scores[1], 1);
    }

    [TestMethod]
    public void Fit_BinaryHingeLoss_GivesMarginsWithoutProbabilities()
    {
        var data = People.Data(_context, People.Make(600));

        var trainer = TrainerCase.Binary.Create(_context, options => (options.Loss, options.MaximumEpochs) = (new BinaryHingeLoss(), 20));
        var scored = trainer.Fit(data).Transform(data);

        Assert.IsNull(scored.Schema.GetColumnOrNull("Probability"));
        var labels = Scores.Of<bool>(data, "IsRich");
        Assert.IsGreaterThan(0.9, Scores.Of<bool>(scored, "PredictedLabel").Zip(labels).Average(pair => pair.First == pair.Second ? 1 : 0));
    }

    private static IDataView Score(IDataView data, Loss loss, int epochs)
    {
        var transformer = TrainerCase.Regression.Fit(data, options =>
        {
            options.Loss = loss;
            options.MaximumEpochs = epochs;
            options.LearningRate = 0.01f;
        });
        return transformer.Transform(data);
    }
}
