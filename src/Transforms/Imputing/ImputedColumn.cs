using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;

[assembly: LoadableTransformer<NeuralTrainers.ColumnTransformer<NeuralTrainers.ImputedColumn>>]

namespace NeuralTrainers;

/// <summary>The slots of a column without missing values, and after them the indicators.</summary>
/// <param name="names">The names of the columns.</param>
/// <param name="size">The number of slots of the input, or null for single numbers.</param>
/// <param name="slots">What to do with each slot of the input.</param>
internal sealed class ImputedColumn(ColumnNames names, int? size, IReadOnlyList<ImputedSlot> slots) : FittedColumn, IFittedColumn<ImputedColumn>
{
    /// <summary>What the names of indicators end in.</summary>
    public const string IndicatorSuffix = ".IsMissing";

    private readonly int[] _indicated = [.. Enumerable.Range(0, slots.Count).Where(slot => slots[slot].IsIndicated)];

    public static string LoaderSignature => "IndicateAndImpute";

    public static ImputedColumn Read(BinaryReader reader)
    {
        var names = ColumnNames.Read(reader);
        var size = NumberTypes.ReadSize(reader);
        var slots = new List<ImputedSlot>();
        while (slots.Count < (size ?? 1))
        {
            slots.Add(ImputedSlot.Read(reader));
        }

        return new ImputedColumn(names, size, slots);
    }

    public override void Write(BinaryWriter writer)
    {
        names.Write(writer);
        NumberTypes.WriteSize(writer, size);
        foreach (var slot in slots)
        {
            slot.Write(writer);
        }
    }

    public override ComputedColumn Bind(DataViewSchema schema)
    {
        var source = NumberTypes.Find(schema, names.Input, size);
        var count = slots.Count + _indicated.Length;
        var annotations = new DataViewSchema.Annotations.Builder();
        SlotNames.Add(annotations, Names(source));
        return new ComputedColumn(
            new DataViewSchema.DetachedColumn(names.Output, new VectorDataViewType(NumberDataViewType.Single, count), annotations.ToAnnotations()),
            [source],
            row => NumberGetter.CreateVector(row, source, count, Apply));
    }

    private string[] Names(DataViewSchema.Column source)
    {
        var known = size is null ? [source.Name] : SlotNames.Of(source) ?? new string[slots.Count];
        return
        [
            .. known.Select(name => name ?? string.Empty),
            .. _indicated.Select(slot => $"{(string.IsNullOrEmpty(known[slot]) ? slot.ToString(CultureInfo.InvariantCulture) : known[slot])}{IndicatorSuffix}"),
        ];
    }

    private void Apply(ReadOnlySpan<double> numbers, Span<float> results)
    {
        for (var slot = 0; slot < numbers.Length; slot++)
        {
            results[slot] = (float)slots[slot].Apply(numbers[slot]);
        }

        for (var i = 0; i < _indicated.Length; i++)
        {
            results[slots.Count + i] = double.IsNaN(numbers[_indicated[i]]) ? 1 : 0;
        }
    }
}
