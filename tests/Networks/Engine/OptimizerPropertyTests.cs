using FsCheck;
using FsCheck.Fluent;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks.Tests;

/// <summary>What holds for every optimizer that takes one gradient per step, whatever the values and gradients.</summary>
[TestClass]
public sealed class OptimizerPropertyTests
{
    private const int Steps = 6;

    private static readonly Config Config = Properties.Repeatable.WithMaxTest(50);

    private static readonly Gen<float> Numbers = Gen.Choose(-1000, 1000).Select(value => value / 64f);

    public static IEnumerable<object[]> Optimizers =>
    [
        [new AdamW()], [new Adam()], [new AdaMax()], [new AdaGrad()], [new AdaDelta()], [new RmsProp()], [new RmsProp { Momentum = 0.9f, Centered = true }],
        [new Sgd { Momentum = 0 }], [new Sgd()], [new Sgd { Nesterov = true }],
    ];

    /// <summary>Those that divide a gradient by its own size.</summary>
    public static IEnumerable<object[]> Normalizing =>
    [
        [new AdamW { Epsilon = 1e-20f }], [new Adam { Epsilon = 1e-20f }], [new AdaMax { Epsilon = 1e-20f }], [new AdaGrad { Epsilon = 1e-20f }],
        [new RmsProp { Epsilon = 1e-20f }],
    ];

    [TestMethod]
    [DynamicData(nameof(Optimizers))]
    public void Run_NoGradientAndNoDecay_MovesNothing(Optimizer optimizer) => Check.One(Config, Prop.ForAll(Vectors(), start =>
        CollectionAssert.AreEqual(start, Run(optimizer, start, (_, _) => 0))));

    [TestMethod]
    [DynamicData(nameof(Optimizers))]
    public void Run_OneOfManyValues_IsUpdatedAsIfAlone(Optimizer optimizer) => Check.One(Config, Prop.ForAll(Vectors(), Vectors(), (start, slopes) =>
    {
        float Gradient(int i, int step) => slopes[(i + step) % slopes.Length];
        var together = Run(optimizer, start, Gradient, weightDecay: 0.1f);
        for (var i = 0; i < start.Length; i++)
        {
            var number = i;
            Assert.AreEqual(together[i], Run(optimizer, [start[i]], (_, step) => Gradient(number, step), weightDecay: 0.1f)[0], $"value {i}");
        }
    }));

    [TestMethod]
    [DynamicData(nameof(Normalizing))]
    public void Run_GradientsOfAnotherScale_SameSteps(Optimizer optimizer) => Check.One(Config, Prop.ForAll(
        Vectors(), Vectors(), Arb.From(Gen.Choose(-8, 8)), (start, slopes, power) =>
        {
            float Gradient(int i, int step) => slopes[(i + step) % slopes.Length] is var slope && slope == 0 ? 1 : slope;
            var (one, other) = (Run(optimizer, start, Gradient), Run(optimizer, start, (i, step) => MathF.ScaleB(Gradient(i, step), power)));
            for (var i = 0; i < start.Length; i++)
            {
                Assert.AreEqual(one[i], other[i], 1e-5f * (1 + Math.Abs(one[i])), $"value {i}");
            }
        }));

    [TestMethod]
    [DynamicData(nameof(Optimizers))]
    public void Run_GradientsOfADistance_ComesNearer(Optimizer optimizer) => Check.One(Config, Prop.ForAll(Vectors(), start =>
    {
        var values = Run(optimizer, start, gradient: null);
        for (var i = 0; i < start.Length; i++)
        {
            // Nearby, momentum may carry a value beyond.
            Assert.IsTrue(Math.Abs(start[i]) < 4 || Math.Abs(values[i]) < Math.Abs(start[i]), $"value {i}: {start[i]} {values[i]}");
        }
    }));

    private static Arbitrary<float[]> Vectors() => Arb.From(Gen.Choose(1, 40).SelectMany(length => Gen.ArrayOf(Numbers, length)));

    // Without a gradient function: that of half the squared distance to 0.
    private static float[] Run(Optimizer optimizer, float[] start, Func<int, int, float>? gradient, float weightDecay = 0)
    {
        var layout = new ParameterLayout();
        layout.Declare("values", [start.Length], Initialization.Zeros, decays: true);
        var (values, gradients) = (new AlignedBuffer(layout.TrainedLength), new AlignedBuffer(layout.TrainedLength));
        start.CopyTo(values.Span);
        var update = WeightUpdate.Of(optimizer, new TrainedValues(layout, values, gradients, []), weightDecay);
        for (var step = 1; step <= Steps; step++)
        {
            for (var i = 0; i < start.Length; i++)
            {
                gradients.Span[i] = gradient is null ? values.Span[i] : gradient(i, step);
            }

            update.Run(WorkerTeam.CallerOnly, new UpdateStep(step, optimizer is AdaDelta ? 1 : 0.01f));
        }

        GC.KeepAlive(gradients);
        return values.Span[..start.Length].ToArray();
    }
}
