using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>
/// How the losses of several heads become one: their sum, each times its <see cref="HeadDescription.Weight"/> and a factor that is found
/// in training. All factors start at 1. The validation loss is summed with the fixed weights alone, so that epochs can be compared.
/// </summary>
public abstract record LossWeighting
{
    private protected LossWeighting()
    {
    }

    /// <summary>All factors stay 1: only the heads' fixed weights count.</summary>
    public static LossWeighting Fixed { get; } = new FixedWeighting();

    /// <summary>Whether the heads' gradients by the representation that they share must be measured.</summary>
    internal virtual bool MeasuresGradients => false;

    internal abstract void Validate();

    /// <summary>The factors at the start of a run.</summary>
    internal abstract LossFactors Start(IReadOnlyList<HeadDescription> heads);

    /// <summary>Checks that the losses are such that factors can be found for them.</summary>
    /// <exception cref="ArgumentException">A loss is not; the message names its head.</exception>
    internal virtual void Check(IReadOnlyList<HeadDescription> heads)
    {
        foreach (var head in heads)
        {
            if (head.Loss.CanBeNegative)
            {
                throw new ArgumentException(
                    $"{GetType().Name} needs losses that are never negative, but head '{head.Name}' has {head.Loss.GetType().Name}: choose another loss, or fixed weights.");
            }
        }
    }
}
