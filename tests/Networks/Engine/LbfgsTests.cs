using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks.Tests;

[TestClass]
public sealed class LbfgsTests
{
    [TestMethod]
    public void Step_Rosenbrock_FindsTheMinimum()
    {
        // (1 - x)^2 + 100 (y - x^2)^2 in five pairs of variables, from the classic start: the minimum is 0 at (1, ..., 1).
        var (values, gradient) = (new AlignedBuffer(10), new AlignedBuffer(10));
        for (var i = 0; i < 10; i += 2)
        {
            (values.Span[i], values.Span[i + 1]) = (-1.2f, 1);
        }

        var evaluations = 0;
        var minimizer = new LbfgsMinimizer(new Lbfgs(), values, gradient, () =>
        {
            evaluations++;
            return Rosenbrock(values.Span, gradient.Span, 100);
        });
        for (var step = 0; step < 100 && !minimizer.HasConverged; step++)
        {
            minimizer.Step();
        }

        Assert.IsTrue(minimizer.HasConverged);
        Assert.IsLessThan(150, evaluations);
        foreach (var value in values.Span)
        {
            Assert.AreEqual(1, value, 1e-4f);
        }
    }

    [TestMethod]
    [DataRow("logistic")]
    [DataRow("rosenbrock")]
    public void Step_TwentySteps_FollowsPyTorchsWeights(string name)
    {
        var fixture = Fixture.Load("lbfgs");
        var start = fixture.Values($"{name}/start");
        var (values, gradient) = (new AlignedBuffer(start.Length), new AlignedBuffer(start.Length));
        start.CopyTo(values.Span);
        var settings = new Lbfgs { History = 4, GradientTolerance = 0 };
        var minimizer = new LbfgsMinimizer(
            settings, values, gradient, () => name == "logistic" ? Logistic(fixture, values.Span, gradient.Span) : Rosenbrock(values.Span, gradient.Span, 10));
        var expected = fixture.Values($"{name}/values");
        for (var step = 0; step < 20; step++)
        {
            minimizer.Step();
            for (var i = 0; i < start.Length; i++)
            {
                Assert.AreEqual(expected[(step * start.Length) + i], values.Span[i], 1e-5f, $"{i} after step {step}");
            }
        }
    }

    [TestMethod]
    public void Step_Quadratic_FindsTheMinimumInAboutAsManyStepsAsThereAreVariables()
    {
        // The sum of k (x - k)^2: curvatures from 2 to 40.
        const int Length = 20;
        var (values, gradient) = (new AlignedBuffer(Length), new AlignedBuffer(Length));
        var minimizer = new LbfgsMinimizer(new Lbfgs { History = Length, GradientTolerance = 1e-3f }, values, gradient, () =>
        {
            double sum = 0;
            for (var i = 0; i < Length; i++)
            {
                var error = values.Span[i] - (i + 1.0);
                sum += (i + 1) * error * error;
                gradient.Span[i] = (float)(2 * (i + 1) * error);
            }

            return sum;
        });
        var steps = 0;
        for (; steps < 60 && !minimizer.HasConverged; steps++)
        {
            minimizer.Step();
        }

        Assert.IsLessThan(30, steps);
        for (var i = 0; i < Length; i++)
        {
            Assert.AreEqual(i + 1, values.Span[i], 1e-3f);
        }
    }

    [TestMethod]
    public void Train_LinearRegression_ReachesTheClosedSolution()
    {
        var noise = new RandomStream(4, 4);
        var table = Tables.Make(300, 3, [], (x, _) => 2 + x[0] - (3 * x[1]) + (0.5f * x[2]) + (0.1f * noise.NextGaussian()));
        var settings = Tables.Settings(epochs: 100) with { Optimizer = new Lbfgs(), BatchSize = 64 };
        var network = NetworkTrainer.Train(Tables.Describe(3, [], new SquaredLoss(), new MlpTrunk { Widths = [] }), table, null, settings);

        Assert.AreEqual(StopReason.Converged, network.History.StopReason);
        Assert.IsLessThan(15, network.History.Epochs.Count);
        var solution = LeastSquares(table);
        for (var i = 0; i < 3; i++)
        {
            Assert.AreEqual(solution[i], network.Weights["head.Score.weight"].Values[i], 1e-4);
        }

        Assert.AreEqual(solution[3], network.Weights["head.Score.bias"].Values[0], 1e-4);
    }

    [TestMethod]
    public void Train_SmallNetwork_ReachesALowerLossThanAdamWInAsManyEpochs()
    {
        var table = Tables.Make(400, 2, [4], (x, c) => MathF.Sin(2 * x[0]) + (x[1] * (c[0] - 2)));
        var description = Tables.Describe(2, [4], new SquaredLoss(), new MlpTrunk { Widths = [16], Dropout = 0, Activation = Activation.Tanh });
        var settings = Tables.Settings(epochs: 80) with { CategoryMaskRate = 0 };
        var adam = NetworkTrainer.Train(description, table, null, settings);
        var lbfgs = NetworkTrainer.Train(description, table, null, settings with { Optimizer = new Lbfgs(), WeightDecay = 1e-6f });
        Assert.IsLessThan(adam.History.Epochs[^1].TrainingLoss, lbfgs.History.Epochs[^1].TrainingLoss);
        Assert.IsTrue(lbfgs.History.Epochs.Zip(lbfgs.History.Epochs.Skip(1)).All(pair => pair.Second.TrainingLoss <= pair.First.TrainingLoss * 1.001));
    }

    [TestMethod]
    public void Train_AnyThreadCount_SameWeightsBitForBit()
    {
        var table = Tables.Make(300, 6, [5], (x, c) => x[0] + c[0]);
        var description = Tables.Describe(6, [5], new SquaredLoss(), new MlpTrunk { Widths = [33] });
        var settings = Tables.Settings(epochs: 5) with { Optimizer = new Lbfgs(), WeightDecay = 0.01f };
        var expected = NetworkTrainer.Train(description, table, null, settings with { ThreadCount = 1 });
        foreach (var threads in new[] { 2, 3, 4 })
        {
            var actual = NetworkTrainer.Train(description, table, null, settings with { ThreadCount = threads });
            SameBits.AssertWeights(expected, actual, threads);
        }
    }

    [TestMethod]
    public void Validate_OptionThatLbfgsCannotHonour_NamesIt()
    {
        var settings = new TrainingSettings { Optimizer = new Lbfgs() };
        settings.Validate();
        foreach (var (wrong, name) in new (TrainingSettings, string)[]
        {
            (settings with { L1Penalty = 1 }, "L1Penalty"),
            (settings with { MaximumNorm = 1 }, "MaximumNorm"),
            (settings with { Pruning = new MagnitudePruning() }, "Pruning"),
            (settings with { WeightAveraging = new ExponentialAveraging() }, "WeightAveraging"),
            (settings with { Augmentation = new Augmentation { Mixup = 1 } }, "Augmentation"),
            (settings with { LearningRateSchedule = new CosineSchedule() }, "LearningRateSchedule"),
            (settings with { MatrixPrecision = MatrixPrecision.BFloat16 }, "MatrixPrecision"),
        })
        {
            StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(wrong.Validate).Message, name + " does not go with Lbfgs", StringComparison.Ordinal);
        }
    }

    // The sum of (1 - x)^2 + factor (y - x^2)^2 over pairs of variables.
    private static double Rosenbrock(ReadOnlySpan<float> values, Span<float> gradient, double factor)
    {
        double sum = 0;
        for (var i = 0; i < values.Length; i += 2)
        {
            double x = values[i];
            double y = values[i + 1];
            sum += ((1 - x) * (1 - x)) + (factor * (y - (x * x)) * (y - (x * x)));
            gradient[i] = (float)((-2 * (1 - x)) - (4 * factor * x * (y - (x * x))));
            gradient[i + 1] = (float)(2 * factor * (y - (x * x)));
        }

        return sum;
    }

    // The mean of log(1 + exp(-label w x)) + 0.01 |w|^2.
    private static double Logistic(Fixture fixture, ReadOnlySpan<float> weights, Span<float> gradient)
    {
        var (features, labels) = (fixture.Values("logistic/features"), fixture.Values("logistic/labels"));
        double sum = 0;
        double[] slopes = new double[weights.Length];
        for (var row = 0; row < labels.Length; row++)
        {
            double margin = 0;
            for (var i = 0; i < weights.Length; i++)
            {
                margin += labels[row] * (double)features[(row * weights.Length) + i] * weights[i];
            }

            sum += Math.Log(1 + Math.Exp(-margin)) / labels.Length;
            for (var i = 0; i < weights.Length; i++)
            {
                slopes[i] -= labels[row] * (double)features[(row * weights.Length) + i] / (1 + Math.Exp(margin)) / labels.Length;
            }
        }

        for (var i = 0; i < weights.Length; i++)
        {
            sum += 0.01 * weights[i] * (double)weights[i];
            gradient[i] = (float)(slopes[i] + (0.02 * weights[i]));
        }

        return sum;
    }

    private static double[] LeastSquares(TrainingTable table)
    {
        var batch = new Batch(table.Shape, table.RowCount);
        table.Read([.. Enumerable.Range(0, table.RowCount)], batch);
        var system = new double[4, 5];
        for (var row = 0; row < batch.Count; row++)
        {
            double[] x = [.. batch.NumericRow(row).ToArray().Select(value => (double)value), 1, batch.TargetRow(row)[0]];
            for (var i = 0; i < 4; i++)
            {
                for (var j = 0; j < 5; j++)
                {
                    system[i, j] += x[i] * x[j];
                }
            }
        }

        for (var pivot = 0; pivot < 4; pivot++)
        {
            for (var i = 0; i < 4; i++)
            {
                var factor = i == pivot ? 0 : system[i, pivot] / system[pivot, pivot];
                for (var j = pivot; j < 5; j++)
                {
                    system[i, j] -= factor * system[pivot, j];
                }
            }
        }

        return [.. Enumerable.Range(0, 4).Select(i => system[i, 4] / system[i, i])];
    }
}
