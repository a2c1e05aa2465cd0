using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace NeuralTrainers;

/// <summary>Reads dates and times.</summary>
internal static class DateTimeReader
{
    // K is Z, an offset, or nothing; FFFFFFF is a fraction, or nothing together with its dot.
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd HH:mmK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyyMMdd", "yyyyMMddTHHmmssK",
    ];

    public static ColumnRequirement Require(string name) => new(
        "input", name, "a date and time, or text in the form of ISO 8601", "Load it as DateTime, or as text like 2024-02-29T13:45:00.", IsTime);

    /// <summary>A function that reads the row's time; null if it is missing.</summary>
    public static Func<DateTime?> Create(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => Create(row.GetGetter<ReadOnlyMemory<char>>(column), Parse),
        _ when column.Type.RawType == typeof(DateTimeOffset) => Create(row.GetGetter<DateTimeOffset>(column), time => Known(time.DateTime)),
        _ => Create(row.GetGetter<DateTime>(column), Known),
    };

    private static Func<DateTime?> Create<T>(ValueGetter<T> getter, Func<T, DateTime?> convert)
    {
        T value = default!;
        return () =>
        {
            getter(ref value);
            return convert(value);
        };
    }

    // ML.NET reads an empty field as the default.
    private static DateTime? Known(DateTime time) => time == default ? null : time;

    // With an offset, the clock's time there: morning is morning, wherever the data is read.
    private static DateTime? Parse(ReadOnlyMemory<char> text) =>
        DateTimeOffset.TryParseExact(text.Span.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? Known(time.DateTime) : null;

    private static bool IsTime(SchemaShape.Column column) =>
        !column.IsKey && column.Kind == VectorKind.Scalar
        && (column.ItemType is TextDataViewType || column.ItemType.RawType == typeof(DateTime) || column.ItemType.RawType == typeof(DateTimeOffset));
}
