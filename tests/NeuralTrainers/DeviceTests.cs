namespace NeuralTrainers.Tests;

/// <summary>These tests' process does not reference the package for other devices than the managed CPU engine.</summary>
[TestClass]
public class DeviceTests
{
    private readonly List<string> _messages = [];

    [TestMethod]
    [DataRow(TrainingDevice.Auto)]
    [DataRow(TrainingDevice.Cpu)]
    public void Fit_DeviceThatIsThere_SaysOnceWhatItTrainsOn(TrainingDevice device)
    {
        Fit(new MLContext(1), device);

        Assert.AreEqual("Training on managed CPU engine.", _messages.Single(message => message.StartsWith("Training on", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow(TrainingDevice.Cuda)]
    [DataRow(TrainingDevice.TorchCpu)]
    public void Fit_DeviceOfAPackageThatIsNotThere_NamesThePackage(TrainingDevice device)
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Fit(new MLContext(1), device));

        Assert.Contains($"Device = {device}", error.Message);
        Assert.Contains("NeuralTrainers.TorchSharp", error.Message);
    }

    [TestMethod]
    public void Fit_AutoWithACardThatIsNotThere_FallsBackOnlyIfTheContextAllows()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Fit(new MLContext(1) { GpuDeviceId = 0 }, TrainingDevice.Auto));
        Assert.Contains("FallbackToCpu", error.Message);

        Fit(new MLContext(1) { GpuDeviceId = 0, FallbackToCpu = true }, TrainingDevice.Auto);

        Assert.Contains("Training on managed CPU engine.", _messages);
    }

    [TestMethod]
    public void Fit_PrecisionThatTheEngineLacks_IsRefusedUnlessTheDeviceIsAuto()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => Fit(new MLContext(1), TrainingDevice.Cpu, MatrixPrecision.BFloat16));
        Assert.Contains("MatrixPrecision is BFloat16", error.Message);
        Assert.Contains("managed CPU engine", error.Message);
        Assert.Contains("Device = Cuda", error.Message);

        Fit(new MLContext(1), TrainingDevice.Auto, MatrixPrecision.TensorFloat32);

        Assert.Contains("MatrixPrecision is TensorFloat32 and has no effect", _messages.Single(message => message.StartsWith("MatrixPrecision", StringComparison.Ordinal)));
    }

    private void Fit(MLContext context, TrainingDevice device, MatrixPrecision precision = MatrixPrecision.Float32)
    {
        context.Log += (_, e) => _messages.Add(e.RawMessage);
        context.Regression.Trainers.NeuralNetwork(new NeuralRegressionTrainer.Options
        {
            LabelColumnName = nameof(Person.Income),
            MaximumEpochs = 1,
            Device = device,
            MatrixPrecision = precision,
        }).Fit(People.Data(context, People.Make(50)));
    }
}
