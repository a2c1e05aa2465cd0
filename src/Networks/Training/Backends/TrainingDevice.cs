namespace NeuralTrainers;

/// <summary>What a network is trained on. Fitted networks score in managed code on any machine, whatever they were trained on.</summary>
public enum TrainingDevice
{
    /// <summary>
    /// A CUDA card if the application references the package NeuralTrainers.TorchSharp and has one, else the managed CPU engine. A trainer takes the card
    /// that <c>MLContext.GpuDeviceId</c> names, by default 0; if it names one that is not there, <c>MLContext.FallbackToCpu</c> says whether to
    /// take the CPU or to fail.
    /// </summary>
    Auto,

    /// <summary>The managed CPU engine, which needs nothing else.</summary>
    Cpu,

    /// <summary>A CUDA card, through the package NeuralTrainers.TorchSharp; an error if there is none.</summary>
    Cuda,

    /// <summary>libtorch on the CPU, through the package NeuralTrainers.TorchSharp.</summary>
    TorchCpu,
}
