using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Buffers to and from the named tensors of a session's state.</summary>
internal static class SessionState
{
    public static WeightTensor Tensor(string name, ReadOnlySpan<float> values) => new(name, [values.Length], values.ToArray());

    /// <summary>Copies a tensor into a buffer.</summary>
    /// <exception cref="InvalidDataException">It is missing or of another length.</exception>
    public static void Restore(NetworkWeights state, string name, Span<float> values)
    {
        if (!state.TryGet(name, out var tensor) || tensor.Values.Length != values.Length)
        {
            throw new InvalidDataException(
                $"The state of the training session has {(tensor is null ? "no tensor" : $"{tensor.Values.Length} values in the tensor")} '{name}', where " +
                $"{values.Length} values are needed: it belongs to another network or other settings.");
        }

        tensor.Values.CopyTo(values);
    }
}
