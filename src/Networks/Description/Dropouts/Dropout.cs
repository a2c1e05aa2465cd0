using System.Text.Json.Serialization;

namespace NeuralTrainers;

/// <summary>Noise that training puts on a layer so that units do not rely on one another. A number stands for <see cref="StandardDropout"/> of that rate.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StandardDropout), "standard")]
[JsonDerivedType(typeof(AlphaDropout), "alpha")]
[JsonDerivedType(typeof(GaussianDropout), "gaussian")]
[JsonDerivedType(typeof(VariationalDropout), "variational")]
[JsonDerivedType(typeof(ConcreteDropout), "concrete")]
[JsonDerivedType(typeof(DropConnect), "dropConnect")]
public abstract record Dropout
{
    private protected Dropout()
    {
    }

    /// <summary>No noise.</summary>
    public static Dropout None { get; } = new StandardDropout();

    /// <summary>Whether it does nothing.</summary>
    internal abstract bool IsNone { get; }

    /// <summary>Standard dropout of that rate.</summary>
    /// <param name="rate">The probability of dropping a unit, in [0, 1).</param>
    public static implicit operator Dropout(float rate) => FromSingle(rate);

    /// <summary>Standard dropout of that rate.</summary>
    /// <param name="rate">The probability of dropping a unit, in [0, 1).</param>
    public static Dropout FromSingle(float rate) => new StandardDropout { Rate = rate };

    internal abstract void Validate();
}
