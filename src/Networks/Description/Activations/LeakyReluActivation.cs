namespace NeuralTrainers;

/// <summary>
/// f(x) = max(x, 0) + slope min(x, 0) (Maas, Hannun and Ng, "Rectifier Nonlinearities Improve Neural Network Acoustic Models", 2013).
/// </summary>
public sealed record LeakyReluActivation : Activation
{
    /// <summary>The slope below 0. 0 or above.</summary>
    /// <value>The default is 0.01.</value>
    public float Slope { get; init; } = 0.01f;

    internal override void Validate() => Require.NotNegative(Slope, nameof(Slope));
}
