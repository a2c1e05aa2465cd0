using System.Globalization;
using Microsoft.ML;

namespace NeuralTrainers.DataView;

/// <summary>Reads the previous value of a row's label.</summary>
internal static class PreviousReader
{
    /// <summary>A function that reads the number or the class index from 0; NaN if it is missing or of no class.</summary>
    /// <param name="row">The row.</param>
    /// <param name="previous">The column.</param>
    /// <param name="mustBeFinite">Whether an infinite number is an error, and not just unusable.</param>
    public static Func<float> Create(DataViewRow row, PreviousColumn previous, bool mustBeFinite)
    {
        var column = row.Schema[previous.Name];
        if (previous.ClassCount is { } classes)
        {
            var getKey = KeyGetter.Create(row, column);
            return () => getKey() is > 0 and var key && key <= (ulong)classes ? key - 1 : float.NaN;
        }

        var getNumber = row.GetGetter<float>(column);
        return () =>
        {
            float value = 0;
            getNumber(ref value);
            return mustBeFinite && float.IsInfinity(value)
                ? throw RowError.Of(
                    column.Name, row, $"the previous value is {value.ToString(CultureInfo.InvariantCulture)}",
                    "Previous values must be finite, or missing (NaN).")
                : value;
        };
    }
}
