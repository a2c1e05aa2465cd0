using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.DataView;

/// <summary>Reads a label of a number per class.</summary>
internal static class SharesReader
{
    private const int MostShown = 20;

    /// <summary>A function that reads the row's label.</summary>
    public static Action<Span<float>> Create(DataViewRow row, LabelColumn label)
    {
        var getter = row.GetGetter<VBuffer<float>>(row.Schema[label.Name]);
        VBuffer<float> shares = default;
        return numbers =>
        {
            getter(ref shares);
            if (shares.Length != numbers.Length)
            {
                throw RowError.Of(
                    label.Name, row, $"the label has {shares.Length} shares, but there are {numbers.Length} classes", "Give all data the same classes.");
            }

            shares.CopyTo(numbers);
            if (label.Rule?.Accepts(numbers) == false)
            {
                throw RowError.Of(label.Name, row, $"the label is {TextOf(numbers)}, but must be {label.Rule.Domain}", "Correct or leave out the row.");
            }
        };
    }

    private static string TextOf(ReadOnlySpan<float> shares)
    {
        var text = string.Join(
            ", ", shares[..Math.Min(MostShown, shares.Length)].ToArray().Select(share => share.ToString(CultureInfo.InvariantCulture)));
        return shares.Length > MostShown ? text + ", ..." : text;
    }
}
