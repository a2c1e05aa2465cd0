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
        var layout = new ParameterLayout();
        var weight = layout.Declare("weight", fixture.Shape("start/weight"), Initialization.Zeros, decays: true);
        var bias = layout.Declare("bias", fixture.Shape("start/bias"), Initialization.Zeros, decays: false);
        Optimizer optimizer = name.StartsWith("adamw", StringComparison.Ordinal)
            ? new AdamW
            {
                Beta1 = fixture.Scalar($"{name}/beta1"),
                Beta2 = fixture.Scalar($"{name}/beta2"),
                Epsilon = fixture.Scalar($"{name}/epsilon"),
            }
            : new Sgd { Momentum = fixture.Scalar($"{name}/momentum"), Nesterov = fixture.Scalar($"{name}/nesterov") != 0 };
        var decay = optimizer is AdamW ? fixture.Scalar($"{name}/weightDecay") : 0;
        var update = WeightUpdate.Of(optimizer, layout, decay);
        var values = new AlignedBuffer(layout.TrainedLength);
        var gradients = new AlignedBuffer(layout.TrainedLength);
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

            update.Run(WorkerTeam.CallerOnly, values, gradients, 1, fixture.Scalar($"{name}/learningRate"));
            foreach (var parameter in new[] { weight, bias })
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
