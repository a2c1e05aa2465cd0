namespace NeuralTrainers;

/// <summary>The defaults of <c>QuantileNormalize</c>.</summary>
internal static class QuantileNormalizeDefaults
{
    /// <summary>A thousandth of the slot's standard deviation.</summary>
    public const float Noise = 1e-3f;
}
