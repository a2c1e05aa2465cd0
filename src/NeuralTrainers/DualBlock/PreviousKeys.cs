using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>Sees to it that a key means the same in the label and in its previous values.</summary>
internal static class PreviousKeys
{
    /// <summary>The number of classes of a label and its previous values, or null if they are numbers.</summary>
    /// <exception cref="ArgumentException">A key stands for different values in the two columns.</exception>
    public static int? ClassCount(DataViewSchema.Column label, DataViewSchema.Column previous)
    {
        if (label.Type is not KeyDataViewType)
        {
            return null;
        }

        // Keys beyond those of the label are unknown classes.
        if (KeyValues.Of(label) is { Values: var classes } && KeyValues.Of(previous) is { Values: var values })
        {
            for (var i = 0; i < Math.Min(classes.Count, values.Count); i++)
            {
                if (!string.Equals(classes[i], values[i], StringComparison.Ordinal))
                {
                    throw new ArgumentException(
                        $"Key {i + 1} is '{classes[i]}' in the label column '{label.Name}' but '{values[i]}' in the previous value column " +
                        $"'{previous.Name}': map both by the same keys. LagColumns on the mapped column does so.");
                }
            }
        }

        return KeyGetter.Cardinality(label);
    }
}
