using System.Globalization;
using Microsoft.ML;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>The features of one column: a number for each slot that is not constant, and behind them the indicators of missing ones.</summary>
/// <param name="Column">The column.</param>
/// <param name="Size">The number of slots of the column, or null for single numbers.</param>
/// <param name="Dates">What makes numbers of it if it holds dates and times.</param>
/// <param name="Slots">What becomes of its numbers.</param>
internal sealed record FeaturePart(string Column, int? Size, DateTimeColumn? Dates, IReadOnlyList<FeatureSlot> Slots)
{
    private readonly int[] _varying = [.. Enumerable.Range(0, Slots.Count).Where(slot => !Slots[slot].Scale.IsConstant)];
    private readonly int[] _indicated = [.. Enumerable.Range(0, Slots.Count).Where(slot => Slots[slot].Imputed.IsIndicated)];

    /// <summary>The number of features.</summary>
    public int Count => _varying.Length + _indicated.Length;

    public int IndicatorCount => _indicated.Length;

    public int ConstantCount => Slots.Count - _varying.Length;

    public static FeaturePart Read(BinaryReader reader)
    {
        var column = reader.ReadString();
        var size = NumberTypes.ReadSize(reader);
        var dates = reader.ReadBoolean() ? DateTimeColumn.Read(reader) : null;
        var slots = new List<FeatureSlot>();
        for (var count = reader.ReadInt32(); slots.Count < count;)
        {
            slots.Add(FeatureSlot.Read(reader));
        }

        return new FeaturePart(column, size, dates, slots);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Column);
        NumberTypes.WriteSize(writer, Size);
        writer.Write(Dates is not null);
        Dates?.Write(writer);
        writer.Write(Slots.Count);
        foreach (var slot in Slots)
        {
            slot.Write(writer);
        }
    }

    /// <summary>The column in a schema.</summary>
    /// <exception cref="ArgumentException">It is missing or of another type.</exception>
    public DataViewSchema.Column Find(DataViewSchema schema)
    {
        Dates?.Bind(schema);
        return Dates is null ? NumberTypes.Find(schema, Column, Size) : schema[Column];
    }

    public NumberReader CreateReader(DataViewRow row) => CreateReader(row, row.Schema, Column, Dates);

    /// <summary>A reader of the numbers of a column.</summary>
    public static NumberReader CreateReader(DataViewRow row, DataViewSchema schema, string column, DateTimeColumn? dates) => dates is null
        ? NumberReader.Create(row, schema[column])
        : new ComputedNumberReader(row, dates.Bind(schema));

    /// <summary>The names of the features.</summary>
    public IEnumerable<string> Names(DataViewSchema schema)
    {
        var known = Dates is not null ? Dates.SlotNames : SlotNames.Of(schema[Column]);
        string[] names = [.. Enumerable.Range(0, Slots.Count).Select(slot =>
            Size is null && Dates is null ? Column
            : $"{Column}.{(known is null || known[slot].Length == 0 ? slot.ToString(CultureInfo.InvariantCulture) : known[slot])}")];
        return [.. _varying.Select(slot => names[slot]), .. _indicated.Select(slot => names[slot] + ImputedColumn.IndicatorSuffix)];
    }

    /// <summary>Computes the features of a row's numbers.</summary>
    public void Fill(ReadOnlySpan<double> numbers, Span<float> features)
    {
        for (var i = 0; i < _varying.Length; i++)
        {
            features[i] = (float)Slots[_varying[i]].Apply(numbers[_varying[i]]);
        }

        for (var i = 0; i < _indicated.Length; i++)
        {
            features[_varying.Length + i] = double.IsNaN(numbers[_indicated[i]]) ? 1 : 0;
        }
    }
}
