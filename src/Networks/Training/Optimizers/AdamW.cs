namespace NeuralTrainers;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019, algorithm 2).</summary>
public sealed record AdamW : Optimizer
{
    /// <summary>The decay of the gradient's running mean, in [0, 1).</summary>
    /// <value>The default is 0.9.</value>
    public float Beta1 { get; init; } = 0.9f;

    /// <summary>The decay of the squared gradient's running mean, in [0, 1).</summary>
    /// <value>The default is 0.999.</value>
    public float Beta2 { get; init; } = 0.999f;

    /// <summary>Added to the denominator. Above 0.</summary>
    /// <value>The default is 1e-8.</value>
    public float Epsilon { get; init; } = 1e-8f;

    internal override void Validate()
    {
        Require.Fraction(Beta1, nameof(Beta1));
        Require.Fraction(Beta2, nameof(Beta2));
        Require.Positive(Epsilon, nameof(Epsilon));
    }
}
