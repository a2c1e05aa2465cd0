using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Shifts and scales numbers: (value - offset) * scale, for each slot.</summary>
internal sealed record NormalizedColumn(string Output, string Input, float[] Offsets, float[] Scales) : Featurizer(Output)
{
    /// <summary>Gives offset and divisor of a slot; a divisor of 0, of a slot with one value only, makes it 0.</summary>
    public delegate (double Offset, double Divisor) Fit(SlotStatistics.Slot slot);

    /// <summary>To [-1, 1] with zero in place.</summary>
    public static (double Offset, double Divisor) MinMaxFixingZero(SlotStatistics.Slot slot)
        => slot.Maximum > slot.Minimum ? (0, Math.Max(Math.Abs(slot.Maximum), Math.Abs(slot.Minimum))) : (0, 0);

    /// <summary>To [0, 1].</summary>
    public static (double Offset, double Divisor) MinMax(SlotStatistics.Slot slot)
        => slot.Maximum > slot.Minimum ? (slot.Minimum, slot.Maximum - slot.Minimum) : (0, 0);

    /// <summary>To unit mean square with zero in place.</summary>
    public static (double Offset, double Divisor) MeanVarianceFixingZero(SlotStatistics.Slot slot)
        => slot.Variance > 0 ? (0, Math.Sqrt(slot.Variance + (slot.Mean * slot.Mean))) : (0, 0);

    /// <summary>To unit variance around the mean.</summary>
    public static (double Offset, double Divisor) MeanVariance(SlotStatistics.Slot slot)
        => slot.Variance > 0 ? (slot.Mean, Math.Sqrt(slot.Variance)) : (0, 0);

    public static FeaturizingEstimator Estimator(IHostEnvironment env, InputOutputColumnPair pair, Fit fit) => FeaturizingEstimator.OneToOne(
        [pair],
        (data, columns) =>
        {
            // The division is done in single precision, as ML.NET does it, so that the results are the same to the last bit.
            var slots = SlotStatistics.Of(data, columns[0], env).Select(slot => fit(slot)).ToArray();
            float[] scales = [.. slots.Select(s => s.Divisor == 0 ? 0 : 1 / (float)s.Divisor)];
            return (p, _) => new NormalizedColumn(p.OutputColumnName, p.InputColumnName, [.. slots.Select(s => (float)s.Offset)], scales);
        },
        (c, name) => new(
            name, SlotStatistics.Require(c).Kind, c.ItemType, false, new(c.Keep(Kinds.SlotNames).Prepend(Columns.IsNormalized))));

    public override ComputedColumn Compute(DataViewSchema input)
    {
        var source = SlotStatistics.Require(input.Find(Input), Scales.Length);
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue(Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        annotations.Keep(source, Kinds.SlotNames);
        var keepsZero = Array.TrueForAll(Offsets, o => o == 0);
        return new(Output, source.Type, annotations.ToAnnotations(), [source.Index], row
            => ItemGetter.Make(row, source, (float value, int slot) => (value - Offsets[slot]) * Scales[slot], keepsZero));
    }
}

/// <summary>Puts a number for each slot in the place of NaN.</summary>
internal sealed record ReplacedMissingColumn(string Output, string Input, float[] Replacements) : Featurizer(Output)
{
    public static FeaturizingEstimator Estimator(InputOutputColumnPair pair, MissingValueReplacingEstimator.ReplacementMode mode)
    {
        return FeaturizingEstimator.OneToOne(
            [pair],
            (data, columns) => (p, _) => new ReplacedMissingColumn(p.OutputColumnName, p.InputColumnName, Replacements(data, columns[0])),
            (c, name) => new(
                name, SlotStatistics.Require(c).Kind, c.ItemType, false, new(c.Keep(Kinds.SlotNames, Kinds.IsNormalized))));

        float[] Replacements(IDataView data, DataViewSchema.Column column) => mode == MissingValueReplacingEstimator.ReplacementMode.Mean
            ? [.. SlotStatistics.Of(data, column).Select(slot => (float)slot.Mean)]
            : new float[column.Type.SlotCount()];
    }

    public override ComputedColumn Compute(DataViewSchema input)
    {
        var source = SlotStatistics.Require(input.Find(Input), Replacements.Length);
        var annotations = new DataViewSchema.Annotations.Builder().Keep(source, Kinds.SlotNames, Kinds.IsNormalized);
        return new(Output, source.Type, annotations.ToAnnotations(), [source.Index], row
            => ItemGetter.Make(row, source, (float value, int slot) => float.IsNaN(value) ? Replacements[slot] : value, keepsDefault: true));
    }
}

/// <summary>Holds the modes; the estimator itself shows as <see cref="IEstimator{TTransformer}"/> only.</summary>
public static class MissingValueReplacingEstimator
{
    /// <summary>What is put in the place of a missing value.</summary>
    public enum ReplacementMode : byte
    {
        DefaultValue = 0,
        Mean = 1,
    }
}
