using NeuralTrainers.Tests;

namespace NeuralTrainers.Torch.Tests;

/// <summary>Products of matrices in fewer digits than float32 has.</summary>
[TestClass]
public sealed class PrecisionTests
{
    private const int Steps = 20;

    public static IEnumerable<object[]> TrunkNames => TrunkSamples.Names();

    [TestMethod]
    [DynamicData(nameof(TrunkNames))]
    public void Train_EachTrunkInBFloat16_HasNearlyTheLossesOfFloat32(string name)
    {
        var description = Tables.Describe(4, [3, 2], new SquaredLoss(), Determined.Of(TrunkSamples.All[name]), standardize: true);
        var table = Tables.Make(240, 4, [3, 2], (x, c) => x[0] + c[0]);
        var (exact, rounded) = (Losses(MatrixPrecision.Float32), Losses(MatrixPrecision.BFloat16));

        // A factor is rounded by 2^-9 at most, 0.2%, and rounding errors of a sum partly cancel out; a loss is the square of an error, which doubles it,
        // and layers and steps add to it.
        BackendPair.AssertClose(exact, rounded, 0.02f, $"loss of {name} in step");
        CollectionAssert.AreNotEqual(exact, rounded);

        float[] Losses(MatrixPrecision precision)
        {
            var fitted = FittedInput.Of(description, table);
            var weights = WeightInitializer.Create(fitted.Description, 5, fitted.Tensors, new Dictionary<string, float[]>(StringComparer.Ordinal));
            var settings = new TrainingSettings { BatchSize = table.RowCount, CategoryMaskRate = 0, MatrixPrecision = precision };
            using var session = TorchBackend.Cpu().Open(fitted.Description, weights, settings);
            return [.. Enumerable.Range(0, Steps).Select(step =>
            {
                session.Train(table, BackendProbe.AllRows(table), new TrainingStep(step, 0.003f));
                return (float)session.TakeStatistics().MeanLoss;
            })];
        }
    }

    [TestMethod]
    public void Fit_InBFloat16_GivesAModelAsGoodWhenTheManagedEngineScores()
    {
        var exact = RSquared(MatrixPrecision.Float32);
        var rounded = RSquared(MatrixPrecision.BFloat16);

        Assert.IsGreaterThan(0.9, exact);
        Assert.AreEqual(exact, rounded, 0.01);
        Assert.AreNotEqual(exact, rounded);
        Console.WriteLine($"R squared {exact:F4} in float32 and {rounded:F4} in bfloat16.");

        static double RSquared(MatrixPrecision precision)
        {
            var context = new MLContext(1);
            var train = People.Data(context, People.Make(2000));
            var test = People.Data(context, People.Make(500, seed: 2));
            var model = context.Regression.Trainers.NeuralNetwork(new NeuralRegressionTrainer.Options
            {
                LabelColumnName = nameof(Person.Income),
                CategoricalColumnNames = ["CityKey"],
                MaximumEpochs = 30,
                Seed = 1,
                Device = TrainingDevice.TorchCpu,
                MatrixPrecision = precision,
            }).Fit(train);
            return context.Regression.Evaluate(model.Transform(test), nameof(Person.Income)).RSquared;
        }
    }

    [TestMethod]
    public void Evaluate_WhateverThePrecisionOfTraining_IsInFloat32()
    {
        var description = Tables.Describe(4, [], new SquaredLoss(), new MlpTrunk { Widths = [16] });
        var table = Tables.Make(30, 4, [], (x, _) => x[0]);
        var weights = WeightInitializer.Create(
            description, 5, new Dictionary<string, float[]>(StringComparer.Ordinal), new Dictionary<string, float[]>(StringComparer.Ordinal));

        CollectionAssert.AreEqual(Scores(MatrixPrecision.Float32), Scores(MatrixPrecision.BFloat16));

        float[] Scores(MatrixPrecision precision)
        {
            using var session = TorchBackend.Cpu().Open(description, weights, new TrainingSettings { BatchSize = 30, MatrixPrecision = precision });
            var scores = new float[30];
            session.Evaluate(table, BackendProbe.AllRows(table), scores, new float[30], new float[30]);
            return scores;
        }
    }

    [TestMethod]
    public void Train_InTensorFloat32WithoutACard_IsRefused()
    {
        var description = Tables.Describe(4, [], new SquaredLoss(), new MlpTrunk { Widths = [16] });
        var settings = new TrainingSettings { MatrixPrecision = MatrixPrecision.TensorFloat32 };

        var error = Assert.Throws<ArgumentException>(
            () => NetworkTrainer.Train(description, Tables.Make(30, 4, [], (x, _) => x[0]), null, settings, TorchBackend.Cpu()));

        Assert.Contains("MatrixPrecision is TensorFloat32", error.Message);
        Assert.Contains("libtorch's CPU multiplies in Float32 and BFloat16", error.Message);
    }

    [TestMethod]
    public void WhyNot_OldCard_NamesItAndWhatItLacks()
    {
        var reason = TorchDevice.WhyNot("cuda:0, Tesla T4, 15.8 GB", new Version(7, 5));

        Assert.Contains("Tesla T4", reason!);
        Assert.Contains("7.5", reason!);
        Assert.Contains("8.0", reason!);
        Assert.IsNotNull(TorchDevice.WhyNot("cuda:0", null));
        Assert.IsNull(TorchDevice.WhyNot("cuda:0", new Version(8, 0)));
        Assert.IsNull(TorchDevice.WhyNot("cuda:0", new Version(12, 0)));
    }

    [TestMethod]
    [DoNotParallelize]
    public void Set_ForAWhile_LeavesTheProcessesSwitchAsItWas()
    {
        var before = torch.backends.cuda.matmul.allow_tf32;
        try
        {
            torch.backends.cuda.matmul.allow_tf32 = true;
            using (TensorFloat32.Set(false))
            {
                Assert.IsFalse(torch.backends.cuda.matmul.allow_tf32);
                using (TensorFloat32.Set(false))
                {
                    Assert.IsFalse(torch.backends.cuda.matmul.allow_tf32);
                }

                Assert.IsFalse(torch.backends.cuda.matmul.allow_tf32);
            }

            Assert.IsTrue(torch.backends.cuda.matmul.allow_tf32);
        }
        finally
        {
            torch.backends.cuda.matmul.allow_tf32 = before;
        }
    }

    [TestMethod]
    [DoNotParallelize]
    public void Set_TwoThatDiffer_WaitForEachOther()
    {
        var seen = new List<bool>();
        Task other;
        using (TensorFloat32.Set(true))
        {
            other = Task.Run(() =>
            {
                using (TensorFloat32.Set(false))
                {
                    seen.Add(torch.backends.cuda.matmul.allow_tf32);
                }
            });
            Assert.IsFalse(other.Wait(TimeSpan.FromMilliseconds(200)));
            Assert.IsTrue(torch.backends.cuda.matmul.allow_tf32);
        }

        other.Wait();
        Assert.IsFalse(seen.Single());
    }
}
