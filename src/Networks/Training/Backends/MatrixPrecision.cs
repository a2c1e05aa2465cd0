namespace NeuralTrainers;

/// <summary>
/// In which numbers training multiplies matrices: those of linear layers and of attention, forward and backward. Weights, gradients, moments, losses and all
/// else are in float32 in any case, and so are validation and the fitted model.
/// </summary>
public enum MatrixPrecision
{
    /// <summary>float32: 24 bits of precision. Every device has it.</summary>
    Float32,

    /// <summary>
    /// float32 of which the tensor cores of a card read 11 bits of precision, and add up in float32. Cards of compute capability 8.0 (Ampere) or later,
    /// with <see cref="TrainingDevice.Cuda"/>.
    /// </summary>
    TensorFloat32,

    /// <summary>
    /// bfloat16: 8 bits of precision, the range of float32, added up in float32. Cards of compute capability 8.0 (Ampere) or later, with
    /// <see cref="TrainingDevice.Cuda"/>, and <see cref="TrainingDevice.TorchCpu"/>. Losses follow those of float32 to about 1%.
    /// </summary>
    BFloat16,
}
