namespace NeuralTrainers.Networks;

/// <summary>A named array of numbers.</summary>
public sealed class WeightTensor
{
    /// <summary>Names the values.</summary>
    /// <param name="name">The tensor's name, such as <c>trunk.0.weight</c>.</param>
    /// <param name="shape">Its dimensions, outermost first.</param>
    /// <param name="values">Its values, row-major.</param>
    public WeightTensor(string name, IReadOnlyList<int> shape, float[] values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(values);
        var length = shape.Aggregate(1L, (product, dimension) => checked(product * dimension));
        if (length != values.Length)
        {
            throw new ArgumentException($"Tensor '{name}' of shape [{string.Join(", ", shape)}] needs {length} values, not {values.Length}.");
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
