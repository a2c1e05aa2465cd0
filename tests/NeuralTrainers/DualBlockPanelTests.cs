namespace NeuralTrainers.Tests;

/// <summary>Dual blocks at the end of what a panel goes through, and in ML.NET's own operations.</summary>
[TestClass]
public class DualBlockPanelTests
{
    private static readonly string[] State = ["StateKey"];

    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Fit_LaggedPanelSplitByPerson_FindsWhoStaysAndWhereOthersGo()
    {
        var split = _context.Data.TrainTestSplit(Pairs(), testFraction: 0.3, samplingKeyColumnName: "Person");

        var scored = Trainer().Fit(split.TrainSet).Transform(split.TestSet);

        Assert.IsFalse(Persons(split.TrainSet).Overlaps(Persons(split.TestSet)));
        Assert.AreEqual(0.8, Scores.Of<float>(scored, "PersistenceProbability").Average(), 0.06);
        var before = Scores.Of<uint>(scored, "StateKeyLag1");
        var goes = Scores.Vectors(scored, "ChangeScore").Select(change => (uint)Array.IndexOf(change, change.Max()) + 1);
        CollectionAssert.AreEqual(before.Select(state => (state % 3) + 1).ToArray(), goes.ToArray());
    }

    [TestMethod]
    public void CrossValidate_ByPerson_KeepsRowsOfAPersonTogether()
    {
        var folds = _context.MulticlassClassification.CrossValidate(Pairs(), Trainer(), 3, "StateKey", samplingKeyColumnName: "Person");

        var persons = folds.Select(fold => Persons(fold.ScoredHoldOutSet)).ToArray();
        Assert.AreEqual(persons.Sum(fold => fold.Count), persons.SelectMany(fold => fold).Distinct().Count());

        // The entropy of a process that stays with probability 0.8 and else has one way to go is 0.5.
        Assert.IsTrue(folds.All(fold => fold.Metrics.LogLoss is > 0.4 and < 0.6));
    }

    [TestMethod]
    public void PermutationFeatureImportance_OfClasses_RanksWhatPersistenceDependsOn()
    {
        var (data, features) = WithFeatures();
        var model = _context.MulticlassClassification.Trainers.DualBlock(
            "StateKey", "StateBeforeKey", maximumEpochs: 40, learningRate: 0.01f).Fit(data);

        var importance = _context.MulticlassClassification.PermutationFeatureImportance(model, data, "StateKey");

        Assert.HasCount(features, importance);
        Assert.IsGreaterThan(0.1, importance[0].LogLoss.Mean);
        Assert.AreEqual(0, importance[1].LogLoss.Mean, 0.03);
    }

    [TestMethod]
    public void PermutationFeatureImportance_OfNumbers_RanksWhatPersistenceDependsOn()
    {
        var (data, features) = WithFeatures();
        var model = _context.Regression.Trainers.DualBlock("After", "Before", maximumEpochs: 40, learningRate: 0.01f).Fit(data);

        var importance = _context.Regression.PermutationFeatureImportance(model, data, "After");

        Assert.HasCount(features, importance);
        Assert.IsLessThan(-0.1, importance[0].RSquared.Mean);
        Assert.AreEqual(0, importance[1].RSquared.Mean, 0.03);
    }

    [TestMethod]
    public void Predict_OfALoadedModel_IsTheMixtureOfItsColumns()
    {
        var spells = Spells.Make(200, Stayer);
        var data = Spells.Data(_context, spells);
        var model = _context.MulticlassClassification.Trainers.DualBlock("StateKey", "StateBeforeKey", "X", maximumEpochs: 5).Fit(data);
        using var file = new MemoryStream();
        _context.Model.Save(Spells.Keys(_context).Append(model), _context.Data.LoadFromEnumerable(spells).Schema, file);
        file.Position = 0;
        var loaded = new MLContext();
        using var engine = loaded.Model.CreatePredictionEngine<Spell, Outlook>(loaded.Model.Load(file, out _));

        foreach (var spell in spells.Take(20).Append(new Spell { StateBefore = string.Empty }))
        {
            var outlook = engine.Predict(spell);
            var before = Array.IndexOf(Spells.States, spell.StateBefore);
            for (var k = 0; k < 3; k++)
            {
                var kept = k == before ? outlook.PersistenceProbability : 0;
                Assert.AreEqual(kept + ((1 - outlook.PersistenceProbability) * outlook.ChangeScore[k]), outlook.Score[k], 1e-5f);
            }

            Assert.AreEqual(outlook.Score.Max(), outlook.Score[outlook.PredictedLabel - 1]);
            Assert.AreEqual(before < 0, outlook.PersistenceProbability == 0);
        }
    }

    [TestMethod]
    public void Score_Slots_AreNamedByTheClasses()
    {
        var pairs = Pairs();
        var schema = Trainer().Fit(pairs).GetOutputSchema(pairs.Schema);

        foreach (var column in new[] { "Score", "ChangeScore" })
        {
            VBuffer<ReadOnlyMemory<char>> names = default;
            schema[column].GetSlotNames(ref names);
            CollectionAssert.AreEqual(Spells.States, names.DenseValues().Select(name => name.ToString()).ToArray());
        }
    }

    [TestMethod]
    public void Fit_BlocksThatShareMoreOrLess_HaveMoreOrFewerWeights()
    {
        var pairs = Pairs();

        var shared = Parameters(_ => { });
        var apart = Parameters(options => options.Blocks = options.Blocks with { ShareEmbeddings = false });
        var trunk = Parameters(options => options.Network = new NetworkArchitecture { Trunk = new MlpTrunk { Widths = [8] } });

        // The persistence block with a table of its own; a trunk before both blocks.
        Assert.IsGreaterThan(shared, apart);
        Assert.AreNotEqual(shared, trunk);

        long Parameters(Action<DualBlockMulticlassTrainer.Options> change)
        {
            var model = Trainer(change).Fit(pairs);
            Assert.IsTrue(Scores.Of(model.Transform(pairs)).All(float.IsFinite));
            return model.Model.ParameterCount;
        }
    }

    [TestMethod]
    public void Fit_Tolerance_DecidesWhatIsUnchanged()
    {
        // Three quarters move by at most 0.1.
        var spells = Spells.Make(4000, random =>
        {
            var before = random.NextGaussian();
            var after = random.Happens(0.75) ? before + (0.2f * (random.NextFloat() - 0.5f)) : before + 2;
            return new Spell { X = random.NextGaussian(), Before = before, After = after };
        });

        Assert.AreEqual(0.75, Probability(0.11f), 0.03);
        Assert.AreEqual(0.75 / 2, Probability(0.05f), 0.04);

        double Probability(float tolerance)
        {
            var data = _context.Data.LoadFromEnumerable(spells);
            return Scores.Of<float>(
                _context.Regression.Trainers.DualBlock(new DualBlockRegressionTrainer.Options
                {
                    LabelColumnName = "After",
                    PreviousColumnName = "Before",
                    FeatureColumnName = "X",
                    Tolerance = tolerance,
                    PersistenceLossWeight = 20,
                    MaximumEpochs = 20,
                    Seed = 1,
                }).Fit(data).Transform(data),
                "PersistenceProbability").Average();
        }
    }

    private static Spell Stayer(Networks.RandomStream random)
    {
        // X decides who stays.
        var x = random.NextGaussian();
        var stays = random.Happens(1 / (1 + Math.Exp(-3 * x)));
        var (before, number) = (random.Pick(Spells.States, 0.4, 0.3), random.NextGaussian());
        return new Spell
        {
            X = x,
            StateBefore = before,
            State = stays ? before : Spells.States[(Array.IndexOf(Spells.States, before) + 1) % 3],
            Before = number,
            After = stays ? number : -number,
        };
    }

    private static HashSet<int> Persons(IDataView data) => [.. Scores.Of<int>(data, "Person")];

    // X, and a number that says nothing.
    private (IDataView Data, int Features) WithFeatures()
    {
        var spells = Spells.Make(1500, random =>
        {
            var spell = Stayer(random);
            spell.Noise = random.NextGaussian();
            return spell;
        });
        var data = Spells.Data(_context, spells);
        return (_context.Transforms.Concatenate("Features", "X", "Noise").Fit(data).Transform(data), 2);
    }

    private DualBlockMulticlassTrainer Trainer(Action<DualBlockMulticlassTrainer.Options>? change = null)
    {
        var options = new DualBlockMulticlassTrainer.Options
        {
            LabelColumnName = "StateKey",
            PreviousColumnName = "StateKeyLag1",
            FeatureColumnName = "TimeGap1",
            LearningRate = 0.01f,
            MaximumEpochs = 30,
            Seed = 1,
        };
        change?.Invoke(options);
        return _context.MulticlassClassification.Trainers.DualBlock(options);
    }

    // Everybody stays with probability 0.8 and else goes from a to b, from b to c, from c to a.
    private IDataView Pairs()
    {
        var random = new Networks.RandomStream(1, 1);
        var steps = new List<PanelStep>();
        for (var person = 0; person < 300; person++)
        {
            var state = person % 3;
            for (var time = 0; time < 6; time++)
            {
                steps.Add(new PanelStep { Person = person, Time = time, State = Spells.States[state] });
                state = random.Happens(0.8) ? state : (state + 1) % 3;
            }
        }

        var rows = _context.Data.LoadFromEnumerable(steps);
        var keys = _context.Transforms.Conversion.MapValueToKey("StateKey", "State").Fit(rows).Transform(rows);
        return _context.Data.FilterRowsByMissingValues(_context.Data.LagColumns(keys, "Person", "Time", State), "TimeGap1");
    }

    internal sealed class Outlook
    {
        public float[] Score { get; set; } = [];

        public uint PredictedLabel { get; set; }

        public float PersistenceProbability { get; set; }

        public float[] ChangeScore { get; set; } = [];
    }
}
