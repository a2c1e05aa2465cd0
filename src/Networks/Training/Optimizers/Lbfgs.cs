namespace NeuralTrainers;

/// <summary>
/// Limited-memory BFGS (Liu and Nocedal, "On the limited memory BFGS method for large scale optimization", 1989; Nocedal and Wright,
/// "Numerical Optimization", 2006, algorithms 7.4 and 7.5) with a line search to the strong Wolfe conditions (algorithms 3.5 and 3.6). For
/// small tables and networks: each step reads all training rows several times, and an epoch is one step. It has no learning rate,
/// its line search takes the place of gradient clipping, and it does not go with schedules, L1 penalties, norm limits, averaged weights, pruning
/// or augmentation.
/// </summary>
public sealed record Lbfgs : Optimizer
{
    /// <summary>The number of earlier steps from which the curvature is estimated. At least 1.</summary>
    /// <value>The default is 10.</value>
    public int History { get; init; } = 10;

    /// <summary>The most times that a line search computes loss and gradient. At least 1.</summary>
    /// <value>The default is 25.</value>
    public int MaximumEvaluations { get; init; } = 25;

    /// <summary>Training ends when no gradient is larger than this. 0 or above.</summary>
    /// <value>The default is 1e-7.</value>
    public float GradientTolerance { get; init; } = 1e-7f;

    /// <inheritdoc/>
    public override bool IsFullBatch => true;

    internal override void Validate()
    {
        Require.InRange(History, 1, 1000, nameof(History));
        Require.InRange(MaximumEvaluations, 1, 1000, nameof(MaximumEvaluations));
        Require.NotNegative(GradientTolerance, nameof(GradientTolerance));
    }
}
