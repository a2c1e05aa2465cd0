namespace NeuralTrainers;

/// <summary>What one layer of a trunk does differently from the others. What is null stays as it is for all layers.</summary>
public sealed record LayerOverride
{
    /// <summary>The position of the layer, from 0.</summary>
    public required int Layer { get; init; }

    /// <summary>The nonlinearity after this layer.</summary>
    public Activation? Activation { get; init; }

    /// <summary>The normalization of this layer. To have none where the others have one, use <see cref="WithoutNormalization"/>.</summary>
    public Normalization? Normalization { get; init; }

    /// <summary>Whether this layer has no normalization.</summary>
    public bool WithoutNormalization { get; init; }

    /// <summary>The dropout after this layer.</summary>
    public Dropout? Dropout { get; init; }

    internal void Validate(int layerCount)
    {
        Require.InRange(Layer, 0, layerCount - 1, nameof(Layer));
        Activation?.Validate();
        Normalization?.Validate();
        Dropout?.Validate();
        if (WithoutNormalization && Normalization is not null)
        {
            throw new ArgumentException($"Layer {Layer} has a normalization and {nameof(WithoutNormalization)}: give one of them.");
        }
    }
}
