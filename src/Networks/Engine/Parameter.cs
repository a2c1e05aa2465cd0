namespace NeuralTrainers.Networks;

/// <summary>A declared tensor and its place in the flat buffer of all parameters.</summary>
internal sealed class Parameter(ParameterSpec spec, int offset)
{
    public ParameterSpec Spec { get; } = spec;

    /// <summary>
    /// The position of its first value: among the trained values if <see cref="ParameterSpec.Trains"/>, else among the constants.
    /// </summary>
    public int Offset { get; } = offset;

    public int Length { get; } = (int)spec.Length;
}
