using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers;
using NeuralTrainers.DataView;

[assembly: LoadableTransformer<ColumnTransformer<DateTimeColumn>>]

namespace NeuralTrainers;

/// <summary>A vector of the parts of a column of dates and times.</summary>
internal sealed class DateTimeColumn : FittedColumn, IFittedColumn<DateTimeColumn>
{
    private readonly ColumnNames _names;
    private readonly DateTimeParts _parts;
    private readonly DateTimeParts _cycles;
    private readonly DateTimePart[] _valueParts;
    private readonly DateTimePart[] _cycleParts;

    public DateTimeColumn(ColumnNames names, DateTimeParts parts, DateTimeParts cycles)
    {
        (_names, _parts, _cycles) = (names, parts, cycles);
        _valueParts = [.. DateTimePart.All.Where(part => parts.HasFlag(part.Part))];
        _cycleParts = [.. DateTimePart.All.Where(part => cycles.HasFlag(part.Part))];
    }

    public static string LoaderSignature => "DateTimeFeatures";

    /// <summary>The names of the vector's slots.</summary>
    public IReadOnlyList<string> SlotNames =>
        [.. _valueParts.Select(part => $"{part.Part}"), .. _cycleParts.SelectMany(part => (string[])[$"{part.Part}.Sin", $"{part.Part}.Cos"])];

    public override ComputedColumn Bind(DataViewSchema schema)
    {
        DateTimeReader.Require(_names.Input).Check(SchemaShapes.Of(schema));
        var annotations = new DataViewSchema.Annotations.Builder();
        NeuralTrainers.SlotNames.Add(annotations, SlotNames);
        var source = schema[_names.Input];
        return new ComputedColumn(
            new(_names.Output, new VectorDataViewType(NumberDataViewType.Single, SlotNames.Count), annotations.ToAnnotations()),
            [source],
            row => CreateGetter(DateTimeReader.Create(row, source)));
    }

    public override void Write(BinaryWriter writer)
    {
        _names.Write(writer);
        writer.Write((int)_parts);
        writer.Write((int)_cycles);
    }

    public static DateTimeColumn Read(BinaryReader reader) => new(ColumnNames.Read(reader), (DateTimeParts)reader.ReadInt32(), (DateTimeParts)reader.ReadInt32());

    private ValueGetter<VBuffer<float>> CreateGetter(Func<DateTime?> read) => (ref VBuffer<float> value) =>
    {
        var editor = VBufferEditor.Create(ref value, _valueParts.Length + (2 * _cycleParts.Length));
        if (read() is { } time)
        {
            Fill(time, editor.Values);
        }
        else
        {
            editor.Values.Fill(float.NaN);
        }

        value = editor.Commit();
    };

    private void Fill(DateTime time, Span<float> values)
    {
        var slot = 0;
        foreach (var part in _valueParts)
        {
            values[slot++] = (float)part.Value(time);
        }

        foreach (var part in _cycleParts)
        {
            var (sine, cosine) = Math.SinCos(part.Angle(time));
            values[slot++] = (float)sine;
            values[slot++] = (float)cosine;
        }
    }
}
