using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>The values that an optimizer changes, and their gradients.</summary>
/// <param name="Layout">Where the tensors lie in both buffers.</param>
/// <param name="Values">The values.</param>
/// <param name="Gradients">Their gradients.</param>
/// <param name="Tables">The tables of which a batch reads some rows only.</param>
internal sealed record TrainedValues(ParameterLayout Layout, AlignedBuffer Values, AlignedBuffer Gradients, IReadOnlyList<RowTable> Tables);
