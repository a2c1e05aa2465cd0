using FsCheck;
using FsCheck.Fluent;

namespace NeuralTrainers.Networks.Tests;

/// <summary>What holds for every loss, whatever outputs and labels.</summary>
[TestClass]
public class LossPropertyTests
{
    private const int Classes = 4;

    private static readonly Loss[] All =
    [
        new SquaredLoss(), new AbsoluteLoss(), new HuberLoss { Delta = 0.7f }, new LogCoshLoss(), new PinballLoss(), new GaussianLoss(), new PoissonLoss(),
        new GammaLoss(), new TweedieLoss(), new BinaryCrossEntropyLoss(), new BinaryCrossEntropyLoss { LabelSmoothing = 0.1f }, new BinaryFocalLoss(),
        new BinaryFocalLoss { Alpha = 0.3f }, new BinaryHingeLoss(), new CategoricalCrossEntropyLoss(), new CategoricalCrossEntropyLoss { LabelSmoothing = 0.1f },
        new CategoricalFocalLoss(), new CategoricalHingeLoss(), new CategoricalHingeLoss { Form = MulticlassHinge.WestonWatkins }, new KullbackLeiblerLoss(),
    ];

    private static readonly Config Config = Properties.Repeatable.WithMaxTest(300);

    // Whole sixteenths, so that sums and differences of outputs are exact.
    private static readonly Gen<float> Outputs = Gen.Choose(-80, 80).Select(sixteenths => sixteenths / 16f);

    public static IEnumerable<object[]> Losses => All.Select(loss => new object[] { loss });

    /// <summary>The losses of one number that are 0 at some output, with the label and that output.</summary>
    public static IEnumerable<object[]> Optima =>
    [
        [new SquaredLoss(), 1.5f, 1.5f], [new AbsoluteLoss(), 1.5f, 1.5f], [new HuberLoss(), 1.5f, 1.5f], [new LogCoshLoss(), 1.5f, 1.5f],
        [new PoissonLoss(), 4f, MathF.Log(4)], [new GammaLoss(), 4f, MathF.Log(4)], [new TweedieLoss(), 4f, MathF.Log(4)],
        [new BinaryCrossEntropyLoss(), 0.25f, -MathF.Log(3)],
    ];

    [TestMethod]
    [DynamicData(nameof(Losses))]
    public void Row_AnyOutputsAndLabel_IsFiniteAndNotNegativeUnlessItMay(Loss loss) => Check.One(Config, Prop.ForAll(Rows(loss), row =>
    {
        var (value, gradient) = Run(loss, row.Outputs, row.Label);
        Assert.IsTrue(double.IsFinite(value) && gradient.All(float.IsFinite));
        Assert.IsTrue(loss.CanBeNegative || value >= -1e-6, $"{value}");
    }));

    [TestMethod]
    [DynamicData(nameof(Losses))]
    public void Row_AnyOutputsAndLabel_GradientIsTheDifferenceQuotient(Loss loss) => Check.One(Config, Prop.ForAll(Rows(loss), row =>
    {
        const float Step = 1f / 512;
        var (_, gradient) = Run(loss, row.Outputs, row.Label);
        for (var k = 0; k < gradient.Length; k++)
        {
            double At(float step)
            {
                var moved = (float[])row.Outputs.Clone();
                moved[k] += step;
                return Run(loss, moved, row.Label).Loss;
            }

            // At an edge any slope between those of its sides will do.
            var (above, below, middle) = (At(Step), At(-Step), At(0));
            var (left, right) = ((middle - below) / Step, (above - middle) / Step);
            var slack = 2e-2 + (2e-2 * Math.Max(Math.Abs(left), Math.Abs(right)));
            Assert.IsTrue(
                gradient[k] >= Math.Min(left, right) - slack && gradient[k] <= Math.Max(left, right) + slack, $"{k}: {left} {gradient[k]} {right}");
        }
    }));

    [TestMethod]
    [DynamicData(nameof(Losses))]
    public void Row_StepAgainstTheGradient_IsNoHigher(Loss loss) => Check.One(Config, Prop.ForAll(Rows(loss), row =>
    {
        var (before, gradient) = Run(loss, row.Outputs, row.Label);
        var step = 1e-3f / (1 + gradient.Sum(value => value * value));
        float[] moved = [.. row.Outputs.Zip(gradient, (output, slope) => output - (step * slope))];
        Assert.IsLessThanOrEqualTo(before + 1e-4 + (1e-5 * Math.Abs(before)), Run(loss, moved, row.Label).Loss);
    }));

    [TestMethod]
    [DynamicData(nameof(Losses))]
    public void Row_SameShiftOfAllClasses_SameLossAndGradientsThatSumToZero(Loss loss)
    {
        if (loss.Target is not (TargetKind.Multiclass or TargetKind.Distribution))
        {
            Assert.AreNotEqual(Classes, loss.OutputsFor(Classes));
            return;
        }

        Check.One(Config, Prop.ForAll(Rows(loss), Arb.From(Outputs), (row, shift) =>
        {
            var (expected, gradient) = Run(loss, row.Outputs, row.Label);
            Assert.AreEqual(expected, Run(loss, [.. row.Outputs.Select(output => output + shift)], row.Label).Loss, 1e-4 * (1 + Math.Abs(expected)));
            Assert.AreEqual(0, gradient.Sum(), 1e-5);
        }));
    }

    [TestMethod]
    [DynamicData(nameof(Losses))]
    public void Average_EqualMembers_IsWhatTheySay(Loss loss) => Check.One(Config, Prop.ForAll(Rows(loss), Arb.From(Gen.Choose(1, 5)), (row, members) =>
    {
        var function = LossFunction.Of(Head(loss));
        var (one, all) = (new float[row.Outputs.Length], new float[row.Outputs.Length]);
        function.Average([.. Enumerable.Repeat(row.Outputs, members).SelectMany(outputs => outputs)], all);
        var (expected, actual) = (new float[all.Length], new float[all.Length]);
        row.Outputs.CopyTo(one, 0);
        function.Score(one, one.Length, expected);
        function.Score(all, all.Length, actual);
        for (var k = 0; k < expected.Length; k++)
        {
            Assert.AreEqual(expected[k], actual[k], 1e-4f * (1 + Math.Abs(expected[k])));
        }
    }));

    [TestMethod]
    [DynamicData(nameof(Optima))]
    public void Row_AtTheOptimum_HasNoGradientAndIsNowhereLower(Loss loss, float label, float optimum)
    {
        var (lowest, gradient) = Run(loss, [optimum], [label]);
        Assert.AreEqual(0, gradient[0], 1e-6f);
        Check.One(Config, Prop.ForAll(Arb.From(Outputs), output => Assert.IsGreaterThanOrEqualTo(lowest - 1e-6, Run(loss, [output], [label]).Loss)));
    }

    [TestMethod]
    public void Score_AnyOutputsOfPinball_QuantilesAscend() => Check.One(Config, Prop.ForAll(Rows(new PinballLoss()), row =>
    {
        var scores = new float[row.Outputs.Length];
        LossFunction.Of(Head(new PinballLoss())).Score(row.Outputs, scores.Length, scores);
        CollectionAssert.AreEqual(scores.Order().ToArray(), scores);
    }));

    private static Arbitrary<(float[] Outputs, float[] Label)> Rows(Loss loss) => Arb.From(
        from outputs in Gen.ArrayOf(Outputs, loss.OutputsFor(Classes))
        from label in Labels(loss)
        select (outputs, label));

    private static Gen<float[]> Labels(Loss loss) => loss.Target switch
    {
        TargetKind.Binary => Gen.Elements(0f, 1f).Select(value => new[] { value }),
        TargetKind.Multiclass => Gen.Choose(0, loss.OutputsFor(Classes) - 1).Select(value => new[] { (float)value }),
        TargetKind.Distribution => Gen.ArrayOf(Gen.Choose(0, 9), Classes).Where(parts => parts.Sum() > 0)
            .Select(parts => Array.ConvertAll(parts, part => (float)part / parts.Sum())),
        _ => (loss.TargetScaling == TargetScaling.DivideByMean ? Gen.Choose(1, 90) : Gen.Choose(-90, 90)).Select(value => new[] { value / 16f }),
    };

    private static HeadDescription Head(Loss loss) => new() { Name = "y", OutputCount = loss.OutputsFor(Classes), Loss = loss };

    private static (double Loss, float[] Gradient) Run(Loss loss, float[] outputs, float[] label)
    {
        var gradient = new float[outputs.Length];
        return (LossFunction.Of(Head(loss)).Row(outputs, label, gradient), gradient);
    }
}
