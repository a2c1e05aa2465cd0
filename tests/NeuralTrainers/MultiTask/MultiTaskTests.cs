namespace NeuralTrainers.Tests;

/// <summary>What a model of several labels does beside what every trainer does.</summary>
[TestClass]
public class MultiTaskTests
{
    private static readonly NeuralTask[] Tasks = [new RegressionTask("Income"), new BinaryTask("IsRich"), new MulticlassTask("JobKey")];

    private readonly MLContext _context = new(1);

    public static IEnumerable<object[]> Weightings =>
        [[LossWeighting.Fixed], [new UncertaintyWeighting()], [new GradNormWeighting()], [new MovingAverageWeighting()]];

    private IDataView Train => People.Data(_context, People.Make(1500));

    private IDataView Test => People.Data(_context, People.Make(500, seed: 2));

    [TestMethod]
    public void Evaluate_ThreeTasks_EachIsAsGoodAsAModelOfItsOwn()
    {
        var metrics = _context.MultiTask().Evaluate(Fit(Tasks).Transform(Test), Tasks);

        var income = _context.Regression.Evaluate(Alone(TrainerCase.Regression).Transform(Test), "Income");
        var rich = _context.BinaryClassification.Evaluate(Alone(TrainerCase.Binary).Transform(Test), "IsRich");
        var job = _context.MulticlassClassification.Evaluate(Alone(TrainerCase.Multiclass).Transform(Test), "JobKey");
        Assert.IsGreaterThan(income.RSquared - 0.02, metrics.Regression["Income"].RSquared);
        Assert.IsGreaterThan(rich.AreaUnderRocCurve - 0.02, metrics.Binary["IsRich"].AreaUnderRocCurve);
        Assert.IsLessThan(rich.LogLoss + 0.1, metrics.Binary["IsRich"].LogLoss);
        Assert.IsLessThan(job.LogLoss + 0.1, metrics.Multiclass["JobKey"].LogLoss);
        Assert.IsEmpty(metrics.NonCalibratedBinary);
    }

    [TestMethod]
    public void Fit_EachRowLacksALabel_LearnsAllTasks()
    {
        var people = People.Make(1500);
        for (var i = 0; i < people.Length; i++)
        {
            people[i].Income = i % 2 == 0 ? float.NaN : people[i].Income;
            people[i].Job = i % 2 == 1 ? "of unknown trade" : people[i].Job;
        }

        NeuralTask[] tasks = [new RegressionTask("Income"), new MulticlassTask("JobKey")];
        var metrics = _context.MultiTask().Evaluate(Fit(tasks, People.Data(_context, people)).Transform(Test), tasks);

        Assert.IsGreaterThan(0.97, metrics.Regression["Income"].RSquared);
        Assert.IsGreaterThan(0.9, metrics.Multiclass["JobKey"].MicroAccuracy);
    }

    [TestMethod]
    public void Fit_BinaryLabelAsNumber_MayBeMissing()
    {
        NeuralTask[] tasks = [new BinaryTask("Income") { Name = "Rich" }, Tasks[2]];
        var known = WithRiches(People.Make(1500), missingEvery: 1500);
        var missing = WithRiches(People.Make(1500), missingEvery: 2);

        var metrics = _context.MultiTask().Evaluate(Fit(tasks, missing).Transform(known), tasks).Binary["Rich"];

        Assert.IsGreaterThan(0.95, metrics.AreaUnderRocCurve);
        Assert.IsGreaterThan(0.9, metrics.Accuracy);

        IDataView WithRiches(Person[] people, int missingEvery)
        {
            for (var i = 0; i < people.Length; i++)
            {
                people[i].Income = i % missingEvery == 1 ? float.NaN : people[i].IsRich ? 1 : 0;
            }

            return People.Data(_context, people);
        }
    }

    [TestMethod]
    public void Fit_BinaryLabelNeitherZeroNorOne_NamesColumnRowAndDomain()
    {
        var people = People.Make(10);
        Array.ForEach(people, person => person.Income = 1);
        people[4].Income = 2;

        var message = Assert.Throws<InvalidOperationException>(() => Fit([new BinaryTask("Income")], People.Data(_context, people))).Message;

        Assert.Contains("Column 'Income', row 4 (counted from 0): the label is 2, but must be 0, 1, or NaN", message);
    }

    [TestMethod]
    public void Evaluate_RowsWithoutALabel_LeavesThemOutOfItsTask()
    {
        var model = Fit(Tasks);
        var people = People.Make(300, seed: 3);
        var known = _context.MultiTask().Evaluate(model.Transform(People.Data(_context, people)), Tasks);
        Person[] more = [.. people, .. People.Make(100, seed: 4)];
        foreach (var person in more.Skip(300))
        {
            (person.Income, person.Job) = (float.NaN, "of unknown trade");
        }

        var all = _context.MultiTask().Evaluate(model.Transform(People.Data(_context, more)), Tasks);

        Assert.AreEqual(known.Regression["Income"].MeanAbsoluteError, all.Regression["Income"].MeanAbsoluteError, 1e-6);
        Assert.AreEqual(known.Multiclass["JobKey"].LogLoss, all.Multiclass["JobKey"].LogLoss, 1e-6);
    }

    [TestMethod]
    public void Fit_TaskWithoutAnyLabel_NamesItsColumn()
    {
        var people = People.Make(300);
        Array.ForEach(people, person => person.Income = float.NaN);

        var message = Assert.Throws<InvalidOperationException>(() => Fit(Tasks, People.Data(_context, people))).Message;

        Assert.Contains("'Income'", message);
    }

    [TestMethod]
    public void Fit_RowsWithoutAnyLabel_GivesTheModelWithoutThem()
    {
        var people = People.Make(400);
        foreach (var person in people.Where((_, i) => i % 3 == 0))
        {
            (person.Income, person.Job) = (float.NaN, "of unknown trade");
        }

        foreach (var tasks in new NeuralTask[][] { [Tasks[0]], [Tasks[0], Tasks[2]] })
        {
            var all = Fit(tasks, People.Data(_context, people));
            var labeled = Fit(tasks, People.Data(_context, [.. people.Where(person => !float.IsNaN(person.Income))]));

            CollectionAssert.AreEqual(Scores.Weights(labeled), Scores.Weights(all));
        }
    }

    [TestMethod]
    public void Fit_NoLabelAtAll_NamesTheColumns()
    {
        var people = People.Make(20);
        Array.ForEach(people, person => (person.Income, person.Job) = (float.NaN, "of unknown trade"));

        var message = Assert.Throws<InvalidOperationException>(() => Fit([Tasks[0], Tasks[2]], People.Data(_context, people))).Message;

        Assert.Contains("'Income', 'JobKey'", message);
    }

    [TestMethod]
    public void Fit_AuxiliaryTask_TrainsAndIsNotWritten()
    {
        NeuralTask[] tasks = [Tasks[0], Tasks[1] with { IsAuxiliary = true }, Tasks[2] with { IsAuxiliary = true }];
        var trainer = Trainer(tasks);
        var data = Train;

        var model = trainer.Fit(data);

        var added = model.GetOutputSchema(data.Schema).Skip(data.Schema.Count).Select(column => column.Name).ToArray();
        CollectionAssert.AreEqual(new[] { "Income.Score" }, added);
        CollectionAssert.AreEqual(added, trainer.GetOutputSchema(DataView.SchemaShapes.Of(data.Schema)).Select(column => column.Name).Skip(data.Schema.Count).ToArray());
        var epochs = model.Model.TrainingHistory.Epochs;
        Assert.IsLessThan(epochs[0].Heads["JobKey"].TrainingLoss, epochs[^1].Heads["JobKey"].TrainingLoss);
        Assert.AreEqual(epochs[^1].Heads["Income"].ValidationLoss!.Value, epochs[^1].ValidationLoss!.Value, 1e-9);
        Assert.IsEmpty(_context.MultiTask().Evaluate(model.Transform(data), tasks).Multiclass);
    }

    [TestMethod]
    public void Transform_PredictedKey_MapsBackToItsName()
    {
        var people = _context.Data.LoadFromEnumerable(People.Make(1500));
        var pipeline = _context.Transforms.Conversion.MapValueToKey("CityKey", "City")
            .Append(_context.Transforms.Conversion.MapValueToKey("JobKey", "Job"))
            .Append(Trainer([Tasks[0], Tasks[2] with { Name = "Trade" }]))
            .Append(_context.Transforms.Conversion.MapKeyToValue("Trade", "Trade.PredictedLabel"));

        var scored = pipeline.Fit(people).Transform(people);

        var right = Scores.Texts(scored, "Trade").Zip(Scores.Texts(scored, "Job")).Average(pair => pair.First == pair.Second ? 1 : 0);
        Assert.IsGreaterThan(0.9, right);
        VBuffer<ReadOnlyMemory<char>> slots = default;
        scored.Schema["Trade.Score"].GetSlotNames(ref slots);
        CollectionAssert.AreEquivalent(People.Jobs, slots.DenseValues().Select(name => name.ToString()).ToArray());
    }

    [TestMethod]
    public void Predict_ClassWithColumnNames_IsFilled()
    {
        var people = People.Make(1500);
        var chain = People.Preparation(_context).Append(Fit(Tasks)).Append(
            _context.Transforms.Conversion.MapKeyToValue("Trade", "JobKey.PredictedLabel").Fit(Fit(Tasks).Transform(Train)));
        using var file = new MemoryStream();
        _context.Model.Save(chain, _context.Data.LoadFromEnumerable(people).Schema, file);
        file.Position = 0;
        var loaded = new MLContext().Model.Load(file, out _);

        using var engine = _context.Model.CreatePredictionEngine<Person, Prediction>(loaded);

        var predictions = people.Take(200).Select(person => (Person: person, Prediction: engine.Predict(person))).ToArray();
        Assert.IsGreaterThan(180, predictions.Count(pair => pair.Prediction.Trade == pair.Person.Job));
        Assert.IsGreaterThan(180, predictions.Count(pair => pair.Prediction.IsRich == pair.Person.IsRich));
        Assert.IsTrue(predictions.All(pair => pair.Prediction.IsRich == pair.Prediction.Probability > 0.5f));
        Assert.IsLessThan(30, predictions.Average(pair => Math.Abs(pair.Prediction.Income - pair.Person.Income)));
    }

    [TestMethod]
    public void CrossValidate_ThreeTasks_GivesModelsAndMetricsPerFold()
    {
        var data = Train;

        var folds = _context.MultiTask().CrossValidate(data, Trainer(Tasks), Tasks, numberOfFolds: 3);

        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, folds.Select(fold => fold.Fold).ToArray());
        Assert.IsTrue(folds.All(fold => fold.Metrics.Regression["Income"].RSquared > 0.95));
        Assert.IsTrue(folds.All(fold => fold.Metrics.Multiclass["JobKey"].MicroAccuracy > 0.85));
        Assert.AreEqual(1500, folds.Sum(fold => Scores.Of<float>(fold.ScoredHoldOutSet, "Income.Score").Length));
        Assert.IsTrue(folds.All(fold => fold.Model is MultiTaskTransformer));
    }

    [TestMethod]
    public void CrossValidate_PipelineAndSamplingKey_KeepsGroupsTogether()
    {
        var people = People.Make(400);
        for (var i = 0; i < people.Length; i++)
        {
            people[i].City = $"town {i % 40}";
        }

        NeuralTask[] tasks = [Tasks[0], Tasks[1]];
        var pipeline = _context.Transforms.Conversion.MapValueToKey("CityKey", "City").Append(Trainer(tasks, options => options.MaximumEpochs = 2));

        var folds = _context.MultiTask().CrossValidate(_context.Data.LoadFromEnumerable(people), pipeline, tasks, numberOfFolds: 2, samplingKeyColumnName: "City");

        var towns = folds.Select(fold => Scores.Texts(fold.ScoredHoldOutSet, "City").Distinct().ToArray()).ToArray();
        Assert.HasCount(40, towns.SelectMany(fold => fold).Distinct().ToArray());
        Assert.IsEmpty(towns[0].Intersect(towns[1]).ToArray());
    }

    [TestMethod]
    public void Evaluate_TaskWithoutProbabilities_HasMetricsThatNeedNone()
    {
        NeuralTask[] tasks = [Tasks[0], Tasks[1] with { Loss = new BinaryHingeLoss() }];
        var model = Fit(tasks);

        var metrics = _context.MultiTask().Evaluate(model.Transform(Test), tasks);

        Assert.IsGreaterThan(0.95, metrics.NonCalibratedBinary["IsRich"].AreaUnderRocCurve);
        Assert.IsEmpty(metrics.Binary);
        Assert.IsLessThan(-0.03, _context.MultiTask().PermutationFeatureImportance(model, Test, tasks).Binary["IsRich"][0].AreaUnderRocCurve.Mean);
    }

    [TestMethod]
    public void PermutationFeatureImportance_EachTask_RanksTheFeatures()
    {
        var importance = _context.MultiTask().PermutationFeatureImportance(Fit(Tasks), Test, Tasks);

        // All labels follow from the first feature, less from the second, and not at all from the third.
        var income = importance.Regression["Income"];
        Assert.HasCount(3, income);
        Assert.IsLessThan(-0.1, income[0].RSquared.Mean);
        Assert.AreEqual(0, income[2].RSquared.Mean, 0.02);
        Assert.IsLessThan(-0.03, importance.Binary["IsRich"][0].AreaUnderRocCurve.Mean);
        Assert.IsGreaterThan(importance.Multiclass["JobKey"][2].LogLoss.Mean, importance.Multiclass["JobKey"][0].LogLoss.Mean);
    }

    [TestMethod]
    public void PermutationFeatureImportance_WhatTheModelLacks_IsNamed()
    {
        var model = Fit([Tasks[0]]);
        var withoutFeatures = Trainer([Tasks[0]], options => options.FeatureColumnName = null).Fit(Train);

        Assert.Contains("no MulticlassTask 'JobKey'", Assert.Throws<ArgumentException>(
            () => _context.MultiTask().PermutationFeatureImportance(model, Test, [Tasks[2]])).Message);
        Assert.Contains("no feature column", Assert.Throws<ArgumentException>(
            () => _context.MultiTask().PermutationFeatureImportance(withoutFeatures, Test, [Tasks[0]])).Message);
    }

    [TestMethod]
    public void Fit_UncertaintyWeighting_ReportsWhatItLearned()
    {
        var model = Trainer(Tasks, options => options.LossWeighting = new UncertaintyWeighting()).Fit(Train);
        using var file = new MemoryStream();
        _context.Model.Save(model, Train.Schema, file);
        file.Position = 0;
        var loaded = (MultiTaskTransformer)new MLContext().Model.Load(file, out _);

        foreach (var task in Tasks)
        {
            var last = loaded.Model.TrainingHistory.Epochs[^1].Heads[task.Name];
            Assert.AreEqual((task is RegressionTask ? 0.5 : 1) * Math.Exp(-last.LogVariance!.Value), last.Weight, 1e-9);
            Assert.AreNotEqual(1, last.Weight, 0.01);
            Assert.AreEqual(model.Model.TrainingHistory.Epochs[^1].Heads[task.Name], last with
            {
                ValidationMetrics = model.Model.TrainingHistory.Epochs[^1].Heads[task.Name].ValidationMetrics,
            });
        }
    }

    [TestMethod]
    [DynamicData(nameof(Weightings))]
    public void Fit_AnyWeighting_HistoryHasEachTasksLossesMetricsAndWeight(LossWeighting weighting)
    {
        var tasks = Tasks.Select(task => task with { Weight = task is BinaryTask ? 0.5f : 1 }).ToArray();

        var epochs = Trainer(tasks, options => (options.LossWeighting, options.MaximumEpochs) = (weighting, 5)).Fit(Train).Model.TrainingHistory.Epochs;

        Assert.HasCount(5, epochs);
        foreach (var task in tasks)
        {
            HeadRecord[] records = [.. epochs.Select(epoch => epoch.Heads[task.Name])];
            Assert.IsLessThan(records[0].TrainingLoss, records[^1].TrainingLoss, task.Name);
            Assert.IsTrue(records.All(record => double.IsFinite(record.ValidationLoss!.Value) && record.ValidationMetrics.Count > 0), task.Name);
            Assert.AreEqual(weighting is UncertaintyWeighting, records.All(record => record.LogVariance is not null), task.Name);
            if (weighting == LossWeighting.Fixed)
            {
                Assert.IsTrue(records.All(record => record.Weight == task.Weight), task.Name);
            }
            else
            {
                Assert.HasCount(5, records.Select(record => record.Weight).Distinct().ToArray(), task.Name);
            }
        }
    }

    [TestMethod]
    public void Fit_BalancedClassesOfOneTask_LeaveTheOthersAlone()
    {
        // One in twenty is a cook, and nothing says who.
        Person[] people = [.. Enumerable.Range(0, 2000).Select(i => new Person { Job = i % 20 == 0 ? "cook" : "baker", IsRich = i % 20 == 1 })];
        var data = People.Data(_context, people);

        var scored = Trainer(
            [new MulticlassTask("JobKey") { ClassWeights = ClassWeights.Balanced }, new BinaryTask("IsRich")], options => options.MaximumEpochs = 10)
            .Fit(data).Transform(data);

        var chances = Scores.Vectors(scored, "JobKey.Score")[0];
        Assert.AreEqual(chances[0], chances[1], 0.2);
        Assert.AreEqual(0.05, Scores.Of<float>(scored, "IsRich.Probability")[0], 0.03);
    }

    private MultiTaskTransformer Fit(IReadOnlyList<NeuralTask> tasks, IDataView? data = null) => Trainer(tasks).Fit(data ?? Train);

    private MultiTaskTrainer Trainer(IReadOnlyList<NeuralTask> tasks, Action<MultiTaskTrainer.Options>? change = null)
    {
        var options = new MultiTaskTrainer.Options { Tasks = tasks };
        Configure(options);
        change?.Invoke(options);
        return _context.MultiTask().Trainers.NeuralNetwork(options);
    }

    private NeuralTransformer Alone(TrainerCase trainer) => trainer.Fit(Train, Configure);

    private static void Configure(NeuralNetworkOptions options)
    {
        options.CategoricalColumnNames = ["CityKey"];
        options.Network = new NetworkArchitecture { Trunk = new MlpTrunk { Widths = [32, 32], Dropout = 0 } };
        options.MaximumEpochs = 25;
        options.LearningRate = 3e-3f;
        options.Seed = 1;
        options.NumberOfThreads = 1;
    }

    private sealed class Prediction
    {
        [ColumnName("Income.Score")]
        public float Income { get; set; }

        [ColumnName("IsRich.PredictedLabel")]
        public bool IsRich { get; set; }

        [ColumnName("IsRich.Probability")]
        public float Probability { get; set; }

        public string Trade { get; set; } = string.Empty;
    }
}
