using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Where a graph's operations find parameters and plan their buffers.</summary>
/// <param name="Store">The parameters' values.</param>
/// <param name="Gradients">Gradients, laid out as the trained values are; null when scoring.</param>
/// <param name="Capacity">The largest number of rows.</param>
internal sealed record Binding(ParameterStore Store, AlignedBuffer? Gradients, int Capacity)
{
    public bool Training => Gradients is not null;

    public unsafe float* Gradient(Parameter parameter) =>
        parameter.Spec.Trains && Gradients is not null ? Gradients.Pointer + parameter.Offset : null;
}
