namespace NeuralTrainers.Networks;

/// <summary>One tensor in the header of a safetensors file.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Shape">Its dimensions, outermost first, none negative.</param>
/// <param name="Length">The number of its values, the product of the dimensions.</param>
/// <param name="Begin">The position of its first byte, counted from the end of the header.</param>
/// <param name="End">The position after its last byte.</param>
internal sealed record SafetensorsEntry(string Name, IReadOnlyList<int> Shape, int Length, long Begin, long End);
