namespace NeuralTrainers.Networks;

/// <summary>What a linear layer does beside multiplying.</summary>
internal sealed record LinearOptions
{
    public static LinearOptions Plain { get; } = new();

    /// <summary>Whether ReLU follows at once, fused with the product.</summary>
    public bool Relu { get; init; }

    /// <summary>The rate of the standard dropout that follows at once, fused with the product.</summary>
    public float Dropout { get; init; }

    /// <summary>Whether the weights are lengths times directions.</summary>
    public bool WeightNormalization { get; init; }

    /// <summary>The rate at which weights are dropped.</summary>
    public float DropConnect { get; init; }

    /// <summary>The user's choice of how weights start, or null.</summary>
    public WeightInitialization? Initialization { get; init; }

    /// <summary>Whether the bias starts at 0.</summary>
    public bool ZeroBias { get; init; }

    /// <summary>The activation after the layer, if any, for the default of how weights start.</summary>
    public Activation? Next { get; init; }
}
