using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks.Tests;

[TestClass]
public sealed class OptimizerFixtureTests
{
    [TestMethod]
    [DataRow("adamw-default")]
    [DataRow("adamw-other")]
    [DataRow("sgd-plain")]
    [DataRow("sgd-momentum")]
    [DataRow("sgd-nesterov")]
    public void Run_TwentySteps_FollowsPyTorchsWeights(string name)
    {
        var fixture = Fixture.Load("optimizers");
        Optimizer optimizer = name.StartsWith("adamw", StringComparison.Ordinal)
            ? new AdamW
            {
                Beta1 = fixture.Scalar($"{name}/beta1"),
                Beta2 = fixture.Scalar($"{name}/beta2"),
                Epsilon = fixture.Scalar($"{name}/epsilon"),
            }
            : new Sgd { Momentum = fixture.Scalar($"{name}/momentum"), Nesterov = fixture.Scalar($"{name}/nesterov") != 0 };
        var decay = optimizer is AdamW ? fixture.Scalar($"{name}/weightDecay") : 0;
        Check(fixture, name, optimizer, fixture.Scalar($"{name}/learningRate"), decay);
    }

    [TestMethod]
    [DynamicData(nameof(FurtherOptimizers))]
    public void Run_TwentyStepsWithWeightDecay_FollowsPyTorchsWeights(string name, Optimizer optimizer, float learningRate) =>
        Check(Fixture.Load("further-optimizers"), name, optimizer, learningRate, 0.1f);

    public static IEnumerable<object[]> FurtherOptimizers() =>
    [
        ["adam", new Adam { Beta1 = 0.8f, Beta2 = 0.95f, Epsilon = 1e-6f }, 0.02f],
        ["adamax", new AdaMax { Beta2 = 0.99f }, 0.02f],
        ["adagrad", new AdaGrad(), 0.05f],
        ["adadelta", new AdaDelta(), 1f],
        ["rmsprop", new RmsProp { Alpha = 0.95f }, 0.02f],
        ["rmsprop-momentum", new RmsProp { Alpha = 0.9f, Momentum = 0.8f }, 0.01f],
        ["rmsprop-centered", new RmsProp { Centered = true }, 0.02f],
        ["sgd-decay", new Sgd { Nesterov = true }, 0.05f],
    ];

    [TestMethod]
    [DynamicData(nameof(FurtherOptimizers))]
    public void Train_AnyThreadCount_SameWeightsBitForBit(string name, Optimizer optimizer, float learningRate)
    {
        var table = Tables.Make(200, 6, [5], (x, c) => x[0] + c[0]);
        var description = Tables.Describe(6, [5], new SquaredLoss(), new MlpTrunk { Widths = [150, 70], Dropout = 0.1f });
        var settings = Tables.Settings(epochs: 2) with { Optimizer = optimizer, LearningRate = learningRate, WeightDecay = 0.01f };
        var expected = NetworkTrainer.Train(description, table, null, settings with { ThreadCount = 1 });
        Assert.AreEqual(StopReason.MaximumEpochs, expected.History.StopReason, name);
        foreach (var threads in new[] { 2, 3, 4 })
        {
            var actual = NetworkTrainer.Train(description, table, null, settings with { ThreadCount = threads });
            SameBits.AssertWeights(expected, actual, threads);
        }
    }

    private static void Check(Fixture fixture, string name, Optimizer optimizer, float learningRate, float weightDecay)
    {
        optimizer.Validate();
        var layout = new ParameterLayout();
        layout.Declare("weight", fixture.Shape("start/weight"), Initialization.Zeros, decays: true);
        layout.Declare("bias", fixture.Shape("start/bias"), Initialization.Zeros, decays: false);
        var values = new AlignedBuffer(layout.TrainedLength);
        var gradients = new AlignedBuffer(layout.TrainedLength);
        var update = WeightUpdate.Of(optimizer, new TrainedValues(layout, values, gradients, []), weightDecay);
        foreach (var parameter in layout.Parameters)
        {
            fixture.Values($"start/{parameter.Spec.Name}").CopyTo(Part(values, parameter));
        }

        for (var step = 0; step < fixture.Shape("gradients/weight")[0]; step++)
        {
            foreach (var parameter in layout.Parameters)
            {
                Row(fixture, $"gradients/{parameter.Spec.Name}", step, parameter).CopyTo(Part(gradients, parameter));
            }

            update.Run(WorkerTeam.CallerOnly, new UpdateStep(step + 1, learningRate));
            foreach (var parameter in layout.Parameters)
            {
                var expected = Row(fixture, $"{name}/{parameter.Spec.Name}", step, parameter);
                for (var i = 0; i < expected.Length; i++)
                {
                    Assert.AreEqual(expected[i], Part(values, parameter)[i], 2e-6f, $"{parameter.Spec.Name}[{i}] after step {step}");
                }
            }
        }

        GC.KeepAlive(values);
        GC.KeepAlive(gradients);
    }

    private static Span<float> Part(AlignedBuffer buffer, Parameter parameter) => buffer.Span.Slice(parameter.Offset, parameter.Length);

    private static ReadOnlySpan<float> Row(Fixture fixture, string name, int step, Parameter parameter) =>
        fixture.Values(name).AsSpan(step * parameter.Length, parameter.Length);
}
