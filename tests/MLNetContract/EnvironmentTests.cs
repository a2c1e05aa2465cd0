using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace NeuralTrainers.MLNetContract.Tests;

[TestClass]
public class EnvironmentTests
{
    [TestMethod]
    public void Channel_Info_ReachesTheLogOfTheContext()
    {
        var context = new MLContext(1);
        var messages = new List<LoggingEventArgs>();
        context.Log += (_, message) => messages.Add(message);

        using (var channel = ((IHostEnvironment)context).Start("Training"))
        {
            channel.Info(MessageSensitivity.None, "Epoch {3}: loss 0.5");
        }

        var info = messages.Single(m => m.Kind == ChannelMessageKind.Info);
        Assert.AreEqual("Epoch {3}: loss 0.5", info.RawMessage);
        Assert.AreEqual("Training", info.Source);
        Assert.AreEqual("[Source=Training, Kind=Info] Epoch {3}: loss 0.5", info.Message);
    }

    [TestMethod]
    public void Catalogs_GiveTheEnvironmentThatLogsToTheirContext()
    {
        var context = new MLContext(1);
        var sources = new List<string>();
        context.Log += (_, message) => sources.Add(message.RawMessage);

        foreach (var environment in new[]
        {
            CatalogUtils.GetEnvironment(context.Regression.Trainers),
            CatalogUtils.GetEnvironment(context.BinaryClassification.Trainers),
            CatalogUtils.GetEnvironment(context.MulticlassClassification.Trainers),
            CatalogUtils.GetEnvironment(context.Transforms),
        })
        {
            using var channel = environment.Start("Component");
            channel.Info(MessageSensitivity.None, "here");
        }

        Assert.AreEqual(4, sources.Count(s => s == "here"));
    }

    [TestMethod]
    public void Seed_OfContext_IsKnownToItsEnvironment()
    {
        var environment = CatalogUtils.GetEnvironment(new MLContext(7).Regression.Trainers);

        Assert.AreEqual(7, ((IHostEnvironmentInternal)environment).Seed);
        Assert.IsNull(((IHostEnvironmentInternal)new MLContext()).Seed);
    }

    [TestMethod]
    public void Device_OfContext_IsKnownToItsEnvironment()
    {
        var context = new MLContext { GpuDeviceId = 1, FallbackToCpu = true };
        var environment = (IHostEnvironmentInternal)CatalogUtils.GetEnvironment(context.Regression.Trainers);

        Assert.AreEqual(1, environment.GpuDeviceId);
        Assert.IsTrue(environment.FallbackToCpu);
        Assert.IsNull(new MLContext().GpuDeviceId);
        Assert.IsFalse(new MLContext().FallbackToCpu);
    }

    [TestMethod]
    public void CancelExecution_OfContext_EndsWhatItsComponentsAreAt()
    {
        var context = new MLContext(1);
        var other = new MLContext(1);
        var data = context.Data.LoadFromEnumerable(Endless());

        Assert.ThrowsExactly<OperationCanceledException>(() => context.Transforms.NormalizeMeanVariance(nameof(Number.Value)).Fit(data));

        // The contexts of other trials are not cancelled.
        other.Transforms.NormalizeMeanVariance(nameof(Number.Value)).Fit(other.Data.LoadFromEnumerable(Endless().Take(10)));

        IEnumerable<Number> Endless()
        {
            for (var row = 0; ; row++)
            {
                if (row == 100)
                {
                    context.CancelExecution();
                }

                yield return new Number { Value = row };
            }
        }
    }

    private sealed class Number
    {
        public float Value { get; set; }
    }
}
