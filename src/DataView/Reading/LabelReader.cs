using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.DataView;

/// <summary>Reads a label of one number.</summary>
internal static class LabelReader
{
    private static readonly LabelRule ZeroOrOne = new(label => label[0] is 0 or 1, "0, 1, or NaN where it is missing");

    private const string Remedy = "Every row needs a label: leave rows without one out, or give them the example weight 0.";

    /// <summary>A function that reads the row's label.</summary>
    public static Func<float> Create(DataViewRow row, LabelColumn label)
    {
        var column = row.Schema[label.Name];
        return label.Kind switch
        {
            LabelKind.Number => Number(row, column, label),
            LabelKind.Boolean when column.Type is BooleanDataViewType => Boolean(row, column),
            LabelKind.Boolean => Number(row, column, label with { Rule = ZeroOrOne }),
            _ => Key(row, column, label),
        };
    }

    private static Func<float> Number(DataViewRow row, DataViewSchema.Column column, LabelColumn label)
    {
        var getter = row.GetGetter<float>(column);
        return () =>
        {
            float value = 0;
            getter(ref value);
            var isGood = float.IsNaN(value) ? label.CanBeMissing : float.IsFinite(value) && label.Rule?.Accepts([value]) != false;
            return isGood ? value : throw BadNumber(row, column, value, label.Rule);
        };
    }

    private static InvalidOperationException BadNumber(DataViewRow row, DataViewSchema.Column column, float value, LabelRule? rule)
    {
        if (float.IsNaN(value))
        {
            return RowError.Of(column.Name, row, "the label is missing (NaN)", Remedy);
        }

        var text = value.ToString(CultureInfo.InvariantCulture);
        return float.IsInfinity(value)
            ? RowError.Of(column.Name, row, $"the label is {text}", "Labels must be finite.")
            : RowError.Of(
                column.Name, row, $"the label is {text}, but must be {rule?.Domain}",
                    "Correct or leave out the row, or choose another loss or task.");
    }

    private static Func<float> Boolean(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<bool>(column);
        return () =>
        {
            var value = false;
            getter(ref value);
            return value ? 1 : 0;
        };
    }

    private static Func<float> Key(DataViewRow row, DataViewSchema.Column column, LabelColumn label)
    {
        var getter = KeyGetter.Create(row, column);
        return () => getter() switch
        {
            0 when label.CanBeMissing => float.NaN,
            0 => throw RowError.Of(column.Name, row, "the label is missing", Remedy),
            var key when key > (ulong?)label.ClassCount => throw RowError.Of(
                column.Name, row, $"the label is key {key}, but there are {label.ClassCount} classes", "Map the labels of all data alike."),
            var key => key - 1,
        };
    }
}
