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
        if (!Fits(shape, values.Length))
        {
            throw new ArgumentException($"Tensor '{name}' of shape [{string.Join(", ", shape)}] does not fit {values.Length} values.");
        }

        Name = name;
        Shape = shape;
        Values = values;
    }

    // A wrong shape may well multiply up to more than a long.
    private static bool Fits(IReadOnlyList<int> shape, int count)
    {
        var isEmpty = false;
        foreach (var dimension in shape)
        {
            if (dimension < 0)
            {
                return false;
            }

            isEmpty |= dimension == 0;
        }

        long length = isEmpty ? 0 : 1;
        for (var i = 0; i < shape.Count && length <= count; i++)
        {
            length *= shape[i];
        }

        return length == count;
    }

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    /// <summary>Its dimensions, outermost first.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Its values, row-major.</summary>
    public float[] Values { get; }
}
