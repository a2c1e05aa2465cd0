namespace NeuralTrainers.Networks;

/// <summary>Sums over some training steps.</summary>
/// <param name="MeanLoss">The mean loss per row: the sum of the heads' losses, each times its weight.</param>
/// <param name="MeanGradientNorm">The mean norm of the steps' gradients, before clipping.</param>
/// <param name="UpdateToWeightRatio">Of the last measured step: the norm of the change divided by the norm of the weights.</param>
/// <param name="HasConverged">Whether a further step would change nothing.</param>
public readonly record struct StepStatistics(double MeanLoss, double MeanGradientNorm, double UpdateToWeightRatio, bool HasConverged = false)
{
    /// <summary>For each head what its steps amounted to.</summary>
    public IReadOnlyList<HeadStatistics> Heads { get; init; } = [];
}
