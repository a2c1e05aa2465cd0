using FsCheck;
using FsCheck.Fluent;

namespace NeuralTrainers.Networks.Tests;

[TestClass]
public sealed class ScheduleTests
{
    [TestMethod]
    public void Factor_EachSchedule_FollowsItsFormula()
    {
        AssertFactors(new ExponentialSchedule { EpochFactor = 0.9f }, 10, (0, 1), (1, 0.9), (5, Math.Pow(0.9, 5)));
        AssertFactors(new StepSchedule { EveryEpochs = 3, DropFactor = 0.1f }, 10, (2, 1), (3, 0.1), (6, 0.01));
        AssertFactors(new CosineSchedule { FinalFactor = 0.2f }, 10, (0, 1), (5, 0.6), (10, 0.2));
        AssertFactors(new WarmupSchedule { Share = 0.2f }, 10, (0, 0), (1, 0.5), (2, 1), (9, 1));
        AssertFactors(new WarmupSchedule { Share = 0.2f, Then = new CosineSchedule() }, 10, (1, 0.5), (2, 1), (6, 0.5), (10, 0));
        AssertFactors(new OneCycleSchedule(), 10, (0, 0.04), (1.5, 0.52), (3, 1), (6.5, 0.500002), (10, 4e-6));
    }

    [TestMethod]
    public void Factor_AnyPosition_LiesBetweenZeroAndOne() => Check.One(Properties.Repeatable, Prop.ForAll(
        Arb.From(Gen.Choose(0, 10_000)), Arb.From(Gen.Choose(1, 99)), (position, percent) =>
        {
            var share = percent / 100f;
            LearningRateSchedule[] schedules =
            [
                new ConstantSchedule(), new StepSchedule { DropFactor = share }, new ExponentialSchedule { EpochFactor = share },
                new CosineSchedule { FinalFactor = share }, new OneCycleSchedule { Rise = share },
                new WarmupSchedule { Share = share, Then = new CosineSchedule() },
            ];
            foreach (var schedule in schedules)
            {
                Assert.IsTrue(schedule.Factor(new RunPosition(position / 10_000.0, [])) is >= 0 and <= 1.0000001, $"{schedule} at {position}");
            }
        }));

    [TestMethod]
    public void Factor_OneCycle_IsPyTorchs()
    {
        // torch.optim.lr_scheduler.OneCycleLR(max_lr=1, total_steps=101): its rates after 0, 10, 29, 30, 60 and 100 steps.
        // It rises over 0.3 x 101 - 1 steps where this one rises over 0.3 of the run, so that 30 of 100 steps need a share of 29.3 / 100.
        var schedule = new OneCycleSchedule { Rise = 0.293f };
        foreach (var (step, expected) in new[]
        {
            (0, 0.04), (10, 0.2904740), (29, 0.9997517), (30, 0.9997581), (60, 0.6025806), (100, 4e-6),
        })
        {
            Assert.AreEqual(expected, schedule.Factor(new RunPosition(step / 100.0, [])), 1e-6, $"step {step}");
        }
    }

    [TestMethod]
    public void Factor_Plateau_DropsWhenPatienceIsOver()
    {
        var schedule = new PlateauSchedule { DropFactor = 0.1f, Patience = 1, LowestFactor = 0.005f };
        AssertPlateau(schedule, [3, 2, 1], 1);
        AssertPlateau(schedule, [3, 2, 2], 1);
        AssertPlateau(schedule, [3, 2, 2, 2], 0.1);

        // An improvement by less than the threshold is none.
        AssertPlateau(schedule, [3, 2, 1.9999, 1.99985], 0.1);
        AssertPlateau(schedule, [3, 2, 1.9, 1.9], 1);
        AssertPlateau(schedule, [3, 2, 2, 2, 2], 0.1);
        AssertPlateau(schedule, [3, 2, 2, 2, 2, 2], 0.01);
        AssertPlateau(schedule with { Cooldown = 1 }, [3, 2, 2, 2, 2, 2], 0.1);
        AssertPlateau(schedule, [3, 2, 2, 2, 2, 2, 2, 2, 2], 0.005);

        // Losses of likelihoods may be negative.
        AssertPlateau(schedule, [-1, -2, -3, -4], 1);
        AssertPlateau(schedule, [-1, -2, -2, -2], 0.1);
    }

    [TestMethod]
    public void Train_Plateau_LowersTheLearningRateThatTheHistoryShows()
    {
        var random = new RandomStream(1, 9);
        var train = Tables.Make(100, 3, [], (_, _) => random.NextGaussian());
        var validation = Tables.Make(100, 3, [], (_, _) => random.NextGaussian(), seed: 2);
        var settings = Tables.Settings(epochs: 30) with
        {
            LearningRateSchedule = new WarmupSchedule { Share = 0.1f, Then = new PlateauSchedule { Patience = 2, DropFactor = 0.5f } },
            EarlyStopping = null,
        };
        var epochs = NetworkTrainer.Train(Tables.Describe(3, [], new SquaredLoss()), train, validation, settings).History.Epochs;
        Assert.IsLessThan(settings.LearningRate, epochs[0].LearningRate);
        Assert.IsLessThan(settings.LearningRate / 4, epochs[^1].LearningRate);
        for (var i = 3; i < 30; i++)
        {
            var expected = (float)(settings.LearningRate * settings.LearningRateSchedule.Factor(new RunPosition((i + 0.9) / 30, [.. epochs.Take(i)])));
            Assert.AreEqual(expected, epochs[i].LearningRate, 1e-8);
        }
    }

    [TestMethod]
    public void Train_PlateauWithoutValidationRows_SaysWhatIsMissing()
    {
        var table = Tables.Make(20, 3, [], (x, _) => x[0]);
        var settings = Tables.Settings() with { LearningRateSchedule = new WarmupSchedule { Then = new PlateauSchedule() } };
        var error = Assert.ThrowsExactly<ArgumentException>(() => NetworkTrainer.Train(Tables.Describe(3, [], new SquaredLoss()), table, null, settings));
        StringAssert.Contains(error.Message, "follows the validation loss, but there are no validation rows", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Validate_OptionOutOfRange_NamesIt()
    {
        foreach (var (schedule, message) in new (LearningRateSchedule, string)[]
        {
            (new ExponentialSchedule { EpochFactor = 0 }, "EpochFactor is 0"),
            (new OneCycleSchedule { Rise = 1 }, "Rise is 1"),
            (new OneCycleSchedule { InitialFactor = 2 }, "InitialFactor is 2"),
            (new WarmupSchedule { Share = 0 }, "Share is 0"),
            (new WarmupSchedule { Then = new StepSchedule { EveryEpochs = 0 } }, "EveryEpochs is 0"),
            (new PlateauSchedule { DropFactor = 1 }, "DropFactor is 1"),
            (new PlateauSchedule { Patience = -1 }, "Patience is -1"),
        })
        {
            var error = Assert.Throws<ArgumentException>(() => new TrainingSettings { LearningRateSchedule = schedule }.Validate());
            StringAssert.Contains(error.Message, message, StringComparison.Ordinal);
        }
    }

    private static void AssertFactors(LearningRateSchedule schedule, int epochs, params (double Epoch, double Factor)[] expected)
    {
        schedule.Validate();
        foreach (var (epoch, factor) in expected)
        {
            var history = Enumerable.Range(1, (int)epoch).Select(number => Record(number, 1)).ToArray();
            Assert.AreEqual(factor, schedule.Factor(new RunPosition(epoch / epochs, history)), 1e-6, $"{schedule.GetType().Name}, epoch {epoch}");
        }
    }

    private static void AssertPlateau(PlateauSchedule schedule, double[] losses, double expected)
    {
        schedule.Validate();
        var history = losses.Select((loss, i) => Record(i + 1, loss)).ToArray();
        Assert.AreEqual(expected, schedule.Factor(new RunPosition(0.5, history)), 1e-7, string.Join(", ", losses));
    }

    private static EpochRecord Record(int epoch, double loss) => new()
    {
        Epoch = epoch,
        TrainingLoss = loss,
        ValidationLoss = loss,
        LearningRate = 1,
        GradientNorm = 1,
        UpdateToWeightRatio = 1,
        Seconds = 1,
    };
}
