namespace NeuralTrainers.Tests;

/// <summary>Processes whose probabilities and thresholds are known are found again.</summary>
[TestClass]
public class DualBlockRecoveryTests
{
    private const float Error = 0.49f;

    private static readonly string[] Region = ["RegionKey"];
    private static readonly DualBlockArchitecture Linear = new() { Persistence = new MlpTrunk { Widths = [] }, Change = new MlpTrunk { Widths = [] } };

    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Fit_ClassesThatPersistWithKnownProbability_FindsProbabilityAndDestinations()
    {
        // 0.9 in region A and 0.4 in region B; who moves draws a state anew, which may be the old one.
        var spells = Spells.Make(6000, random =>
        {
            var region = random.Pick(Spells.Regions, 0.5);
            var before = random.Pick(Spells.States, 0.4, 0.3);
            var drawn = region == "A" ? random.Pick(Spells.States, 0.6, 0.3) : random.Pick(Spells.States, 0.1, 0.2);
            return new Spell { Region = region, StateBefore = before, State = random.Happens(region == "A" ? 0.9 : 0.4) ? before : drawn };
        });

        var model = _context.MulticlassClassification.Trainers.DualBlock(new DualBlockMulticlassTrainer.Options
        {
            LabelColumnName = "StateKey",
            PreviousColumnName = "StateBeforeKey",
            FeatureColumnName = null,
            CategoricalColumnNames = Region,
            PreviousIsFeature = false,
            Blocks = Linear,
            LearningRate = 0.01f,
            WeightDecay = 0,
            Seed = 1,
        }).Fit(Spells.Data(_context, spells));

        var scored = model.Transform(Spells.Data(_context, new Spell { Region = "A" }, new Spell { Region = "B" }));
        var probabilities = Scores.Of<float>(scored, "PersistenceProbability");
        var changes = Scores.Vectors(scored, "ChangeScore");
        Assert.AreEqual(0.9f, probabilities[0], 0.03f);
        Assert.AreEqual(0.4f, probabilities[1], 0.03f);
        Close([0.6f, 0.3f, 0.1f], changes[0], 0.08f);
        Close([0.1f, 0.2f, 0.7f], changes[1], 0.05f);
        Close([0.9f + (0.1f * 0.6f), 0.1f * 0.3f, 0.1f * 0.1f], Scores.Vectors(scored, "Score")[0], 0.02f);
    }

    [TestMethod]
    public void Fit_NumbersThatPersistWithKnownProbability_FindsProbabilityAndNewValue()
    {
        // Persists with probability s(x); the new value is 2 + x.
        var spells = Spells.Make(6000, random =>
        {
            var x = 2 * random.NextGaussian();
            var before = random.NextGaussian();
            return new Spell { X = x, Before = before, After = random.Happens(Logistic(x)) ? before : 2 + x + (0.1f * random.NextGaussian()) };
        });

        var model = _context.Regression.Trainers.DualBlock(new DualBlockRegressionTrainer.Options
        {
            LabelColumnName = "After",
            PreviousColumnName = "Before",
            FeatureColumnName = "X",
            Blocks = Linear,
            PreviousIsFeature = false,
            PersistenceLossWeight = 1,
            LearningRate = 0.003f,
            WeightDecay = 0,
            Seed = 1,
        }).Fit(_context.Data.LoadFromEnumerable(spells));

        float[] points = [-2, 0, 1, 2];
        var scored = model.Transform(_context.Data.LoadFromEnumerable(points.Select(x => new Spell { X = x, Before = 5 })));
        var probabilities = Scores.Of<float>(scored, "PersistenceProbability");
        var changes = Scores.Of<float>(scored, "ChangeScore");
        for (var i = 0; i < points.Length; i++)
        {
            Assert.AreEqual(Logistic(points[i]), probabilities[i], 0.03f);
            Assert.AreEqual(2 + points[i], changes[i], 0.2f);
        }
    }

    [TestMethod]
    public void Fit_ThresholdsPerRegion_FindsThoseThatCostLeast()
    {
        var spells = Inexact();
        var model = FitThreshold(spells, new PersistenceThreshold { RegionColumn = "RegionKey", Initial = 0.3f });

        // A threshold is known from the rows near it alone: among other samples of as many rows, and with the surrogate's slope, those found
        // have a mean of 0.618 for 0.620, and a deviation of 0.006.
        var thresholds = model.Model.PersistenceThresholds;
        Assert.HasCount(3, thresholds);
        Assert.AreEqual(0.5f, thresholds[1], 0.03f);
        Assert.AreEqual((1 + (Error * Error)) / 2, thresholds[2], 0.03f);
        ScoresAreOneBlocksWord(model, spells);
    }

    [TestMethod]
    public void Fit_OneThreshold_LiesBetweenThoseOfTheRegions()
    {
        var spells = Inexact();
        var model = FitThreshold(spells, new PersistenceThreshold { Initial = 0.3f });

        // Over both regions keeping costs half of what the error costs in the one.
        Assert.HasCount(1, model.Model.PersistenceThresholds);
        Assert.AreEqual((1 + (Error * Error / 2)) / 2, model.Model.PersistenceThresholds[0], 0.03f);
        ScoresAreOneBlocksWord(model, spells);
    }

    [TestMethod]
    public void Fit_LearnedRegions_FindWhereThresholdsDiffer()
    {
        var spells = Inexact();
        var model = FitThreshold(spells, new PersistenceThreshold { LearnedRegions = 2 });

        Assert.HasCount(2, model.Model.PersistenceThresholds);
        ScoresAreOneBlocksWord(model, spells);

        // The probability at which a region begins to keep the previous value.
        var (exact, inexact) = (FirstKept("A"), FirstKept("B"));
        Assert.AreEqual(0.5f, exact, 0.05f);
        Assert.AreEqual((1 + (Error * Error)) / 2, inexact, 0.05f);

        float FirstKept(string region)
        {
            var scored = model.Transform(Spells.Data(
                _context, [.. Enumerable.Range(0, 400).Select(i => new Spell { Region = region, X = (i - 200) / 100f, Before = 5 })]));
            var kept = Scores.Of(scored).Select(score => score > 4).ToArray();
            return Scores.Of<float>(scored, "PersistenceProbability")[Array.IndexOf(kept, true)];
        }
    }

    // Values are +1 or -1 and turn into 0, so that the change block, which cannot see the old one, does best to say 0. Keeping a value that is
    // exact is right above probability 1/2. In region B it is known up to an error of +h or -h: keeping it costs h^2 more, and is right above
    // (1 + h^2) / 2.
    private static Spell[] Inexact() => Spells.Make(20_000, random =>
    {
        var region = random.Pick(Spells.Regions, 0.5);
        var x = 2 * random.NextGaussian();
        var value = random.Happens(0.5) ? 1f : -1f;
        var error = region == "A" ? 0 : random.Happens(0.5) ? Error : -Error;
        return new Spell { Region = region, X = x, Before = value + error, After = random.Happens(Logistic(x)) ? value : 0 };
    });

    private DualBlockRegressionTransformer FitThreshold(Spell[] spells, PersistenceThreshold threshold) =>
        _context.Regression.Trainers.DualBlock(new DualBlockRegressionTrainer.Options
        {
            LabelColumnName = "After",
            PreviousColumnName = "Before",
            FeatureColumnName = "X",
            CategoricalColumnNames = Region,
            Blocks = Linear,
            PreviousIsFeature = false,
            Threshold = threshold,
            Tolerance = 0.5f,
            PersistenceLossWeight = 10,
            LearningRate = 0.01f,
            LearningRateSchedule = new CosineSchedule(),
            ValidationFraction = 0,
            WeightDecay = 0,
            BatchSize = 256,
            MaximumEpochs = 40,
            Seed = 1,
        }).Fit(Spells.Data(_context, spells));

    // Scores are those of the comparison itself.
    private void ScoresAreOneBlocksWord(DualBlockRegressionTransformer model, Spell[] spells)
    {
        var scored = model.Transform(Spells.Data(_context, [.. spells.Take(200)]));
        var (scores, changes) = (Scores.Of(scored), Scores.Of<float>(scored, "ChangeScore"));
        var befores = Scores.Of<float>(scored, "Before");
        for (var i = 0; i < scores.Length; i++)
        {
            Assert.IsTrue(scores[i] == changes[i] || Math.Abs(scores[i] - befores[i]) < 1e-5f, $"row {i}: {scores[i]}");
        }
    }

    private static float Logistic(float x) => 1 / (1 + MathF.Exp(-x));

    private static void Close(float[] expected, float[] actual, float tolerance)
    {
        Assert.HasCount(expected.Length, actual);
        foreach (var (wanted, found) in expected.Zip(actual))
        {
            Assert.AreEqual(wanted, found, tolerance);
        }
    }
}
