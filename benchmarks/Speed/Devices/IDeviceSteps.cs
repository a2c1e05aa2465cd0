namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>A network in training.</summary>
internal interface IDeviceSteps : IDisposable
{
    /// <summary>The seconds of so many steps, until the device has done them all.</summary>
    double Run(int count);
}
