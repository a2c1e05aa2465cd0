namespace NeuralTrainers.Tests;

/// <summary>The trainers learn, and ML.NET's tools work on what they learned.</summary>
[TestClass]
public class AccuracyTests
{
    private static readonly string[] City = ["CityKey"];

    private readonly MLContext _context = new(1);

    private IDataView Train => People.Data(_context, People.Make(1000));

    private IDataView Test => People.Data(_context, People.Make(500, seed: 2));

    [TestMethod]
    public void Evaluate_Regression_ExplainsNearlyAll()
    {
        var model = _context.Regression.Trainers.NeuralNetwork("Income", categoricalColumnNames: City, maximumEpochs: 20).Fit(Train);

        Assert.IsGreaterThan(0.97, _context.Regression.Evaluate(model.Transform(Test), "Income").RSquared);
    }

    [TestMethod]
    public void Evaluate_Binary_SeparatesNearlyAll()
    {
        var model = _context.BinaryClassification.Trainers.NeuralNetwork("IsRich", categoricalColumnNames: City, maximumEpochs: 20).Fit(
            Train);

        var metrics = _context.BinaryClassification.Evaluate(model.Transform(Test), "IsRich");

        Assert.IsGreaterThan(0.98, metrics.AreaUnderRocCurve);
        Assert.IsGreaterThan(0.92, metrics.Accuracy);
    }

    [TestMethod]
    public void Evaluate_Multiclass_FindsNearlyAll()
    {
        var model = _context.MulticlassClassification.Trainers.NeuralNetwork("JobKey", categoricalColumnNames: City, maximumEpochs: 20).Fit(
            Train);

        Assert.IsGreaterThan(0.9, _context.MulticlassClassification.Evaluate(model.Transform(Test), "JobKey").MicroAccuracy);
    }

    [TestMethod]
    public void MapKeyToValue_OfPredictedLabel_GivesTheClassValues()
    {
        var model = _context.MulticlassClassification.Trainers.NeuralNetwork("JobKey", categoricalColumnNames: City, maximumEpochs: 20)
            .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(Train);

        var predicted = Scores.Texts(model.Transform(Test), "PredictedLabel");
        var actual = Scores.Texts(Test, "Job");

        Assert.IsGreaterThan(0.9, predicted.Zip(actual).Average(pair => pair.First == pair.Second ? 1 : 0));
    }

    [TestMethod]
    public void Score_Slots_AreNamedByTheClasses()
    {
        var schema = _context.MulticlassClassification.Trainers.NeuralNetwork("JobKey", maximumEpochs: 1).Fit(Train).GetOutputSchema(
            Train.Schema);
        VBuffer<ReadOnlyMemory<char>> names = default;
        schema["Score"].GetSlotNames(ref names);
        VBuffer<ReadOnlyMemory<char>> values = default;
        schema["Score"].Annotations.GetValue("TrainingLabelValues", ref values);

        CollectionAssert.AreEqual(People.Jobs, names.DenseValues().Select(name => name.ToString()).ToArray());
        CollectionAssert.AreEqual(People.Jobs, values.DenseValues().Select(name => name.ToString()).ToArray());
    }

    [TestMethod]
    public void CrossValidate_Regression_GivesAModelPerFold()
    {
        var folds = _context.Regression.CrossValidate(
            Train, _context.Regression.Trainers.NeuralNetwork("Income", categoricalColumnNames: City, maximumEpochs: 10), 3, "Income");

        Assert.HasCount(3, folds);
        Assert.IsTrue(folds.All(fold => fold.Metrics.RSquared > 0.8));
    }

    [TestMethod]
    public void CrossValidate_Binary_GivesAModelPerFold()
    {
        var folds = _context.BinaryClassification.CrossValidate(
            Train, _context.BinaryClassification.Trainers.NeuralNetwork("IsRich", categoricalColumnNames: City, maximumEpochs: 10), 3,
                "IsRich");

        Assert.IsTrue(folds.All(fold => fold.Metrics.AreaUnderRocCurve > 0.9));
    }

    [TestMethod]
    public void CrossValidate_Multiclass_GivesAModelPerFold()
    {
        var folds = _context.MulticlassClassification.CrossValidate(
            Train, _context.MulticlassClassification.Trainers.NeuralNetwork("JobKey", categoricalColumnNames: City, maximumEpochs: 10), 3,
                "JobKey");

        Assert.IsTrue(folds.All(fold => fold.Metrics.MicroAccuracy > 0.7));
    }

    [TestMethod]
    public void PermutationFeatureImportance_OfTransformer_RanksTheFeatures()
    {
        var data = Train;
        var model = _context.Regression.Trainers.NeuralNetwork("Income", categoricalColumnNames: City, maximumEpochs: 20).Fit(data);

        var importance = _context.Regression.PermutationFeatureImportance(model, model.Transform(data), "Income");

        Assert.HasCount(3, importance);
        Assert.IsLessThan(importance[1].RSquared.Mean, importance[0].RSquared.Mean);
        Assert.IsLessThan(-0.1, importance[0].RSquared.Mean);
        Assert.AreEqual(0, importance[2].RSquared.Mean, 0.05);
    }

    [TestMethod]
    public void Score_OfCategoricalColumnsOnly_IsTheMeanOfTheCategory()
    {
        var people = People.Make(1000);
        var data = People.Data(_context, people);
        var model = _context.Regression.Trainers.NeuralNetwork(
            "Income", featureColumnName: null, categoricalColumnNames: City, maximumEpochs: 20).Fit(data);

        var scores = Scores.Of(model.Transform(data));

        foreach (var city in People.Cities)
        {
            var mean = people.Where(person => person.City == city).Average(person => person.Income);
            Assert.AreEqual(mean, scores[Array.FindIndex(people, person => person.City == city)], 40);
        }

        Assert.IsNull(model.FeatureColumnName);
        Assert.IsNull(model.FeatureColumnType);
    }

    [TestMethod]
    public void Fit_ExampleWeights_DecideBetweenContradictions()
    {
        Person[] people = [.. Enumerable.Range(0, 400).Select(i => new Person { IsRich = i % 2 == 0, Weight = i % 2 == 0 ? 9 : 1 })];
        var model = _context.BinaryClassification.Trainers.NeuralNetwork(
            "IsRich", exampleWeightColumnName: "Weight", maximumEpochs: 30).Fit(People.Data(_context, people));

        Assert.AreEqual(0.9, Scores.Of<float>(model.Transform(People.Data(_context, people[0])), "Probability")[0], 0.05);
    }

    [TestMethod]
    public void Fit_BalancedClassWeights_LiftTheRareClass()
    {
        Person[] people = [.. Enumerable.Range(0, 600).Select(i => new Person { IsRich = i % 10 == 0 })];
        var data = People.Data(_context, people);

        Assert.AreEqual(0.1, Probability(null), 0.05);
        Assert.AreEqual(0.5, Probability(ClassWeights.Balanced), 0.1);
        Assert.AreEqual(0.5, Probability(ClassWeights.ByValue(new Dictionary<string, float> { ["True"] = 9 })), 0.1);

        float Probability(ClassWeights? weights)
        {
            var options = (NeuralBinaryTrainer.Options)TrainerCase.Binary.Options(o => o.MaximumEpochs = 60);
            options.ClassWeights = weights;
            options.CategoricalColumnNames = [];
            return Scores.Of<float>(
                _context.BinaryClassification.Trainers.NeuralNetwork(options).Fit(data).Transform(People.Data(_context, people[0])),
                "Probability")[0];
        }
    }

    [TestMethod]
    public void Fit_ClassWeightOfAnUnknownClass_NamesItAndTheClasses()
    {
        var options = (NeuralMulticlassTrainer.Options)TrainerCase.Multiclass.Options();
        options.ClassWeights = ClassWeights.ByValue(new Dictionary<string, float> { ["pilot"] = 2 });

        var exception = Assert.Throws<ArgumentException>(
            () => _context.MulticlassClassification.Trainers.NeuralNetwork(options).Fit(Train));

        Assert.Contains("'pilot'", exception.Message);
        Assert.Contains("driver", exception.Message);
    }
}
