using System.Numerics;

namespace NeuralTrainers.Networks;

/// <summary>A named array of numbers.</summary>
public sealed class WeightTensor
{
    /// <summary>Names the values.</summary>
    /// <param name="name">The tensor's name, such as <c>trunk.0.weight</c>.</param>
    /// <param name="shape">Its dimensions, outermost first.</param>
    /// <param name="values">Its values, row-major.</param>
    /// <exception cref="ArgumentException">The shape does not fit the number of values.</exception>
    public WeightTensor(string name, IReadOnlyList<int> shape, float[] values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(values);
        // As BigInteger, because a wrong shape may well multiply up to more than a long.
        var length = shape.Aggregate(BigInteger.One, (product, dimension) => product * dimension);
        if (length != values.Length || shape.Any(dimension => dimension < 0))
        {
            throw new ArgumentException($"Tensor '{name}' of shape [{string.Join(", ", shape)}] does not fit {values.Length} values.");
        }

        Name = name;
        Shape = shape;
        Values = values;
    }

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    /// <summary>Its dimensions, outermost first.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Its values, row-major.</summary>
    public float[] Values { get; }
}
