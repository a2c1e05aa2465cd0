namespace NeuralTrainers.Networks;

/// <summary>Normal factors of mean 1 and variance p / (1 - p).</summary>
internal sealed class GaussianDropoutOperation(float rate, uint purpose, Value input, Value output) : NoiseOperation(purpose, input, output)
{
    public float Deviation => _deviation;

    private readonly float _deviation = MathF.Sqrt(rate / (1 - rate));

    protected override void MakeFactors(Span<float> uniform) => GaussianNoise.FromUniform(uniform, 1, _deviation);
}
