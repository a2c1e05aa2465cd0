using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>A column of numbers whose slots are scaled one by one.</summary>
/// <param name="names">The names of the columns.</param>
/// <param name="size">The number of slots, or null for single numbers.</param>
/// <param name="scales">The scale of each slot.</param>
internal sealed class ScaledColumn<TScale>(ColumnNames names, int? size, IReadOnlyList<TScale> scales) : FittedColumn, IFittedColumn<ScaledColumn<TScale>>
    where TScale : ISlotScale<TScale>
{
    public static string LoaderSignature => TScale.LoaderSignature;

    public static ScaledColumn<TScale> Read(BinaryReader reader)
    {
        var names = ColumnNames.Read(reader);
        var size = NumberTypes.ReadSize(reader);
        var scales = new List<TScale>();
        while (scales.Count < (size ?? 1))
        {
            scales.Add(TScale.Read(reader));
        }

        return new ScaledColumn<TScale>(names, size, scales);
    }

    public override void Write(BinaryWriter writer)
    {
        names.Write(writer);
        NumberTypes.WriteSize(writer, size);
        foreach (var scale in scales)
        {
            scale.Write(writer);
        }
    }

    public override ComputedColumn Bind(DataViewSchema schema)
    {
        var source = NumberTypes.Find(schema, names.Input, size);
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue(AnnotationNames.IsNormalized, BooleanDataViewType.Instance, true);
        if (SlotNames.Of(source) is { } slotNames)
        {
            SlotNames.Add(annotations, slotNames);
        }

        return new ComputedColumn(
            new DataViewSchema.DetachedColumn(names.Output, NumberTypes.Single(source), annotations.ToAnnotations()),
            [source],
            row => NumberGetter.Create(row, source, Apply));
    }

    private void Apply(ReadOnlySpan<double> numbers, Span<float> scaled)
    {
        for (var slot = 0; slot < numbers.Length; slot++)
        {
            scaled[slot] = (float)scales[slot].Apply(numbers[slot]);
        }
    }
}
