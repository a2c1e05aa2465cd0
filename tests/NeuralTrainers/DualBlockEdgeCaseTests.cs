namespace NeuralTrainers.Tests;

/// <summary>What dual blocks do with odd data.</summary>
[TestClass]
public class DualBlockEdgeCaseTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Transform_PreviousClassMissing_ScoreIsTheChangeBlocks()
    {
        var model = FitClasses(Movers(400));
        var data = Spells.Data(_context, new Spell { StateBefore = string.Empty }, new Spell { StateBefore = "no state" }, new Spell { StateBefore = "a" });

        var scored = model.Transform(data);

        var (scores, changes) = (Scores.Vectors(scored, "Score"), Scores.Vectors(scored, "ChangeScore"));
        var probabilities = Scores.Of<float>(scored, "PersistenceProbability");
        for (var row = 0; row < 2; row++)
        {
            Assert.AreEqual(0f, probabilities[row]);
            for (var k = 0; k < 3; k++)
            {
                Assert.AreEqual(changes[row][k], scores[row][k], 1e-6f);
            }
        }

        Assert.IsGreaterThan(0.1f, probabilities[2]);
        Assert.IsGreaterThanOrEqualTo(probabilities[2], scores[2][0]);
    }

    [TestMethod]
    public void Transform_PreviousNumberMissing_ScoreIsTheChangeBlocks()
    {
        var model = FitNumbers(Movers(400));

        var scored = model.Transform(_context.Data.LoadFromEnumerable([new Spell { Before = float.NaN }, new Spell { Before = 2 }]));

        Assert.AreEqual(Scores.Of<float>(scored, "ChangeScore")[0], Scores.Of(scored)[0]);
        Assert.AreEqual(0f, Scores.Of<float>(scored, "PersistenceProbability")[0]);
        Assert.IsTrue(float.IsFinite(Scores.Of(scored)[0]));
        Assert.AreNotEqual(Scores.Of(scored)[0], Scores.Of(scored)[1]);
    }

    [TestMethod]
    public void Fit_PreviousKeyBeyondTheLabels_CountsAsMissing()
    {
        var spells = Movers(300);
        var data = Spells.Data(_context, spells);
        Array.ForEach(spells, spell => spell.StateBefore = spell.StateBefore == "c" ? "c" : string.Empty);
        var withMissing = Spells.Data(_context, spells);
        Array.ForEach(spells, spell => spell.StateBefore = spell.StateBefore == "c" ? "c" : "d");
        var known = _context.Data.LoadFromEnumerable(Spells.States.Append("d").Select(state => new Spell { StateBefore = state }));
        var withUnknown = _context.Transforms.Conversion.MapValueToKey("StateBeforeKey", "StateBefore").Fit(known).Transform(Spells.Data(_context, spells));

        // The key d has a vector of its own, but no class that could persist.
        var model = FitClasses(withUnknown);
        var probabilities = Scores.Of<float>(model.Transform(withUnknown), "PersistenceProbability");

        for (var i = 0; i < spells.Length; i++)
        {
            Assert.AreEqual(spells[i].StateBefore != "c", probabilities[i] == 0);
        }

        Assert.IsTrue(Scores.Of(FitClasses(withMissing).Transform(data)).All(float.IsFinite));
    }

    [TestMethod]
    [DataRow("X", "previous value column 'X' is of type")]
    [DataRow("State", "previous value column 'State' is of type")]
    [DataRow("Nothing", "no previous value column 'Nothing'")]
    public void Fit_PreviousClassOfAnotherType_NamesColumnAndRemedy(string previous, string expected)
    {
        var trainer = _context.MulticlassClassification.Trainers.DualBlock("StateKey", previous, featureColumnName: "Before");

        var message = Assert.Throws<ArgumentException>(() => trainer.Fit(Data(Movers(20)))).Message;

        Assert.Contains(expected, message);
    }

    [TestMethod]
    [DataRow("State")]
    [DataRow("StateBeforeKey")]
    public void Fit_PreviousNumberOfAnotherType_NamesColumnAndRemedy(string previous)
    {
        var trainer = _context.Regression.Trainers.DualBlock("After", previous, featureColumnName: "X");

        var message = Assert.Throws<ArgumentException>(() => trainer.Fit(Data(Movers(20)))).Message;

        Assert.Contains($"previous value column '{previous}'", message);
        Assert.Contains("must be Single, as the label", message);
    }

    [TestMethod]
    public void Fit_PreviousKeysOfOtherValues_NamesTheFirst()
    {
        var spells = _context.Data.LoadFromEnumerable(Movers(100));
        var data = _context.Transforms.Conversion.MapValueToKey("StateKey", "State", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Append(_context.Transforms.Conversion.MapValueToKey("StateBeforeKey", "Region"))
            .Fit(spells)
            .Transform(spells);

        var message = Assert.Throws<ArgumentException>(() => FitClasses(data)).Message;

        Assert.Contains("Key 1 is 'a' in the label column 'StateKey' but 'A' in the previous value column 'StateBeforeKey'", message);
        Assert.Contains("LagColumns", message);
    }

    [TestMethod]
    public void Fit_InfinitePreviousNumber_NamesColumnAndRow()
    {
        var spells = Movers(20);
        spells[7].Before = float.PositiveInfinity;

        Assert.Contains("Column 'Before', row 7", Assert.Throws<InvalidOperationException>(() => FitNumbers(spells)).Message);
    }

    [TestMethod]
    public void Fit_OneClassOnly_PredictsItForCertain()
    {
        var spells = Movers(60);
        Array.ForEach(spells, spell => spell.State = spell.StateBefore = "b");
        var scored = FitClasses(spells).Transform(Data(spells));

        Assert.IsTrue(Scores.Of<uint>(scored, "PredictedLabel").All(key => key == 2));

        // A label that cannot have another class.
        var single = _context.Data.LoadFromEnumerable(spells);
        single = _context.Transforms.Conversion.MapValueToKey("StateKey", "State")
            .Append(_context.Transforms.Conversion.MapValueToKey("StateBeforeKey", "StateBefore"))
            .Fit(single).Transform(single);
        Assert.IsTrue(Scores.Of(FitClasses(single).Transform(single)).All(score => score == 1));
    }

    [TestMethod]
    public void Fit_EverythingPersists_PredictsThePreviousValue()
    {
        var spells = Movers(400);
        Array.ForEach(spells, spell => (spell.State, spell.After) = (spell.StateBefore, spell.Before));
        var data = Data(spells);

        var classes = FitClasses(spells).Transform(data);
        var numbers = FitNumbers(spells).Transform(data);

        CollectionAssert.AreEqual(Scores.Of<uint>(data, "StateBeforeKey"), Scores.Of<uint>(classes, "PredictedLabel"));
        Assert.IsGreaterThan(0.97f, Scores.Of<float>(classes, "PersistenceProbability").Min());
        Assert.IsGreaterThan(0.9, _context.Regression.Evaluate(numbers, "After").RSquared);
    }

    [TestMethod]
    public void Fit_NothingPersists_LearnsTheNewValues()
    {
        var spells = Movers(600);
        Array.ForEach(spells, spell => (spell.State, spell.After) = (spell.StateBefore == "a" ? "b" : "a", 10 + spell.Before));
        var data = Data(spells);

        var classes = FitClasses(spells).Transform(data);
        var numbers = FitNumbers(spells).Transform(data);

        Assert.AreEqual(1, _context.MulticlassClassification.Evaluate(classes, "StateKey").MicroAccuracy);
        Assert.IsLessThan(0.05f, Scores.Of<float>(classes, "PersistenceProbability").Max());
        Assert.AreEqual(10, Scores.Of(numbers).Zip(spells, (score, spell) => score - spell.Before).Average(), 1);
    }

    [TestMethod]
    public void Fit_NoPreviousValueAtAll_TrainsTheChangeBlockAlone()
    {
        var spells = Movers(300);
        Array.ForEach(spells, spell => (spell.StateBefore, spell.Before) = (string.Empty, float.NaN));
        var data = Data(spells);

        Assert.IsTrue(Scores.Of<float>(FitClasses(spells).Transform(data), "PersistenceProbability").All(p => p == 0));
        Assert.IsTrue(Scores.Of(FitNumbers(spells).Transform(data)).All(float.IsFinite));
    }

    [TestMethod]
    public void Fit_BeforeItLearns_StartsFromTheShareThatPersists()
    {
        // Nearly all stay, and numbers go half of the way to 0 in the mean.
        var spells = Spells.Make(2000, random =>
        {
            var (before, number) = (random.Pick(Spells.States, 0.4, 0.3), random.NextGaussian());
            return new Spell
            {
                StateBefore = before, State = random.Happens(0.95) ? before : "a", Before = number, After = (0.5f * number) + (0.1f * random.NextGaussian()),
            };
        });
        var data = Data(spells);

        var classes = _context.MulticlassClassification.Trainers.DualBlock(Barely(new DualBlockMulticlassTrainer.Options
        {
            LabelColumnName = "StateKey", PreviousColumnName = "StateBeforeKey",
        })).Fit(data);
        var numbers = _context.Regression.Trainers.DualBlock(Barely(new DualBlockRegressionTrainer.Options
        {
            LabelColumnName = "After", PreviousColumnName = "Before",
        })).Fit(data);

        var unchanged = spells.Average(spell => spell.State == spell.StateBefore ? 1d : 0);
        Assert.AreEqual(unchanged, Scores.Of<float>(classes.Transform(data), "PersistenceProbability").Average(), 0.03);
        Assert.AreEqual(0.5, Scores.Of<float>(numbers.Transform(data), "PersistenceProbability").Average(), 0.1);

        static T Barely<T>(T options)
            where T : NeuralTrainerOptions
        {
            options.FeatureColumnName = "X";
            options.LearningRate = 1e-6f;
            options.MaximumEpochs = 1;
            options.Seed = 1;
            return options;
        }
    }

    [TestMethod]
    public void Transform_UnseenRegion_HasTheThresholdOfMissingOnes()
    {
        var model = _context.Regression.Trainers.DualBlock(new DualBlockRegressionTrainer.Options
        {
            LabelColumnName = "After",
            PreviousColumnName = "Before",
            FeatureColumnName = "X",
            CategoricalColumnNames = ["RegionKey"],
            Threshold = new PersistenceThreshold { RegionColumn = "RegionKey" },
            MaximumEpochs = 5,
            Seed = 1,
        }).Fit(Data(Movers(300)));

        float[] numbers = [.. Enumerable.Range(0, 50).Select(i => (i - 25) / 10f)];
        var (unseen, missing) = (Score("no region"), Score(string.Empty));

        CollectionAssert.AreEqual(missing, unseen);
        Assert.IsTrue(unseen.All(float.IsFinite));

        float[] Score(string region) => Scores.Of(model.Transform(Data([.. numbers.Select(x => new Spell { Region = region, X = x, Before = x })])));
    }

    [TestMethod]
    public void DualBlock_OptionsOutOfRange_NameOptionAndValue()
    {
        var regression = _context.Regression.Trainers;
        Mistake("Tolerance is -1", () => regression.DualBlock(new DualBlockRegressionTrainer.Options { Tolerance = -1 }));
        Mistake("PinballLoss", () => regression.DualBlock(new DualBlockRegressionTrainer.Options { Loss = new PinballLoss() }));
        Mistake("Blocks is null", () => regression.DualBlock(new DualBlockRegressionTrainer.Options { Blocks = null! }));
        Mistake("PreviousColumnName is null", () => regression.DualBlock(previousColumnName: null!));
        Mistake("'Label', which already has another role", () => regression.DualBlock(previousColumnName: "Label"));
        Mistake("'nowhere'", () => regression.DualBlock(new DualBlockRegressionTrainer.Options { Threshold = new PersistenceThreshold { RegionColumn = "nowhere" } }));
        Mistake(
            "CategoricalHingeLoss",
            () => _context.MulticlassClassification.Trainers.DualBlock(new DualBlockMulticlassTrainer.Options { Loss = new CategoricalHingeLoss() }));

        static void Mistake(string expected, Func<object> create) => Assert.Contains(expected, Assert.Throws<ArgumentException>(create).Message);
    }

    private static Spell[] Movers(int count) => Spells.Make(count, random =>
    {
        var before = random.Pick(Spells.States, 0.4, 0.3);
        var number = random.NextGaussian();
        var stays = random.Happens(0.6);
        return new Spell
        {
            X = random.NextGaussian(),
            StateBefore = before,
            State = stays ? before : random.Pick(Spells.States, 0.2, 0.5),
            Before = number,
            After = stays ? number : random.NextGaussian() + 1,
        };
    });

    private IDataView Data(Spell[] spells) => Spells.Data(_context, spells);

    private DualBlockMulticlassTransformer FitClasses(Spell[] spells) => FitClasses(Data(spells));

    private DualBlockMulticlassTransformer FitClasses(IDataView data) =>
        _context.MulticlassClassification.Trainers.DualBlock(new DualBlockMulticlassTrainer.Options
        {
            LabelColumnName = "StateKey",
            PreviousColumnName = "StateBeforeKey",
            FeatureColumnName = "X",
            LearningRate = 0.01f,
            WeightDecay = 0.01f,
            MaximumEpochs = 60,
            Seed = 1,
        }).Fit(data);

    private DualBlockRegressionTransformer FitNumbers(Spell[] spells) =>
        _context.Regression.Trainers.DualBlock(new DualBlockRegressionTrainer.Options
        {
            LabelColumnName = "After",
            PreviousColumnName = "Before",
            FeatureColumnName = "X",
            LearningRate = 0.01f,
            WeightDecay = 0.01f,
            MaximumEpochs = 60,
            Seed = 1,
        }).Fit(_context.Data.LoadFromEnumerable(spells));
}
