namespace NeuralTrainers.Networks;

/// <summary>Turns the description of a numeric encoding into an operation.</summary>
internal static class NumericEncodingBuilder
{
    /// <summary>The encoding of an input, or null if it has none.</summary>
    /// <exception cref="ArgumentException">What training finds out about the features is missing.</exception>
    public static NumericEncoding? RequireFitted(InputDescription input) => input.NumericEncoding switch
    {
        { Features: null } or PiecewiseLinearEncoding { BinCounts: null } => throw new ArgumentException(
            $"The {input.NumericEncoding.GetType().Name} has no {nameof(NumericEncoding.Features)} or bin counts: training finds them, so the network must be trained first."),
        var encoding => encoding,
    };

    /// <summary>Adds the layer that writes the vectors of all encoded features into the input's row, from <paramref name="offset"/> on.</summary>
    public static Operation Build(ParameterLayout layout, InputDescription input, Value output, int offset) => input.NumericEncoding switch
    {
        PiecewiseLinearEncoding encoding => new PiecewiseLinearOperation(layout, encoding, output, offset),
        PeriodicEncoding encoding => new PeriodicOperation(layout, encoding, new FeatureScaling(layout, input), output, offset),
        var encoding => throw new ArgumentException($"The managed engine does not know the numeric encoding {encoding?.GetType().Name}."),
    };
}
