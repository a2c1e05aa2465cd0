using System.Buffers;
using System.Globalization;

namespace NeuralTrainers;

/// <summary>Writes trials as comma-separated values (RFC 4180), numbers with all their digits and a point in every culture.</summary>
internal static class SweepCsv
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    public static void Write(TextWriter writer, IReadOnlyList<TrialRecord> records)
    {
        var settings = SettingColumn.Of(records);
        WriteLine(writer, ["trial", "pipeline", "end", "metric", "loss", "seconds", "epochs", "best_validation_loss", "error", .. settings.Select(column => column.Name)]);
        for (var i = 0; i < records.Count; i++)
        {
            var record = records[i];
            var losses = record.ValidationLosses.Where(double.IsFinite).ToList();
            WriteLine(
                writer,
                [
                    record.Trial.ToString(CultureInfo.InvariantCulture),
                    record.Pipeline,
                    $"{record.End}",
                    Number(record.Metric),
                    Number(record.Loss),
                    Number(record.Seconds),
                    record.ValidationLosses.Count.ToString(CultureInfo.InvariantCulture),
                    losses.Count > 0 ? Number(losses.Min()) : null,
                    record.Error,
                    .. settings.Select(column => column.Values[i]?.Text),
                ]);
        }
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void WriteLine(TextWriter writer, IEnumerable<string?> fields) => writer.Write(string.Join(',', fields.Select(Field)) + "\r\n");

    private static string Field(string? text) =>
        text is null ? string.Empty : text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
