namespace NeuralTrainers;

/// <summary>Factors on the weights of the training and validation rows by their class.</summary>
public sealed class ClassWeights
{
    private readonly IReadOnlyDictionary<string, float>? _byValue;

    private ClassWeights(IReadOnlyDictionary<string, float>? byValue) => _byValue = byValue;

    /// <summary>
    /// Each class counts the same: the weight of a class is n / (k n_c), with n the total weight of the training rows, k the number of
    /// classes that occur, and n_c the weight of the class's rows.
    /// </summary>
    public static ClassWeights Balanced { get; } = new(byValue: null);

    /// <summary>A factor per class value; classes that are not named have factor 1.</summary>
    /// <param name="weights">
    /// Factors above 0 by class value as text: <c>"True"</c> and <c>"False"</c> for binary labels, the key's value for multiclass labels,
    /// or the key's number if the label column has no key values.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is not a finite number above 0.</exception>
    public static ClassWeights ByValue(IReadOnlyDictionary<string, float> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        foreach (var (value, weight) in weights)
        {
            if (!(weight > 0 && float.IsFinite(weight)))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(weights), weight, $"The weight of class '{value}' is {weight}: it must be a finite number above 0.");
            }
        }

        return new ClassWeights(new Dictionary<string, float>(weights, StringComparer.Ordinal));
    }

    /// <summary>The factors in the order of the classes.</summary>
    /// <param name="classes">The class values.</param>
    /// <param name="totals">The summed row weights of each class over the training rows.</param>
    /// <exception cref="ArgumentException">A factor is given for a class that does not exist.</exception>
    internal float[] Resolve(IReadOnlyList<string> classes, IReadOnlyList<double> totals)
    {
        if (_byValue is null)
        {
            var perClass = totals.Sum() / totals.Count(total => total > 0);
            return [.. totals.Select(total => total > 0 ? (float)(perClass / total) : 1f)];
        }

        foreach (var value in _byValue.Keys)
        {
            if (!classes.Contains(value, StringComparer.Ordinal))
            {
                throw new ArgumentException(
                    $"ClassWeights names the class '{value}', which the label does not have. Its classes are: " +
                    $"{string.Join(", ", classes)}.");
            }
        }

        return [.. classes.Select(value => _byValue.GetValueOrDefault(value, 1f))];
    }
}
