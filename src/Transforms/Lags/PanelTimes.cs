using System.Numerics;
using Microsoft.ML.Data;

namespace NeuralTrainers;

/// <summary>The time between two rows of a panel.</summary>
internal static class PanelTimes
{
    public static bool IsTime(DataViewType type) =>
        type is NumberDataViewType
        || (type is PrimitiveDataViewType && (type.RawType == typeof(DateTime) || type.RawType == typeof(DateTimeOffset) || type.RawType == typeof(TimeSpan)));

    /// <summary>From two row numbers to the first row's time less the second's: in days for dates and time spans.</summary>
    public static Func<int, int, float> GapOf(ColumnStore times) => times switch
    {
        ColumnStore<DateTime> dates => (row, earlier) => (float)(dates[row] - dates[earlier]).TotalDays,
        ColumnStore<DateTimeOffset> dates => (row, earlier) => (float)(dates[row] - dates[earlier]).TotalDays,
        ColumnStore<TimeSpan> spans => (row, earlier) => (float)(spans[row] - spans[earlier]).TotalDays,
        ColumnStore<sbyte> numbers => Difference(numbers),
        ColumnStore<byte> numbers => Difference(numbers),
        ColumnStore<short> numbers => Difference(numbers),
        ColumnStore<ushort> numbers => Difference(numbers),
        ColumnStore<int> numbers => Difference(numbers),
        ColumnStore<uint> numbers => Difference(numbers),
        ColumnStore<long> numbers => Difference(numbers),
        ColumnStore<ulong> numbers => Difference(numbers),
        ColumnStore<float> numbers => Difference(numbers),
        ColumnStore<double> numbers => Difference(numbers),
        _ => throw new InvalidOperationException($"{times.GetType()} holds no times."),
    };

    // Rows are sorted, so that the difference is never negative and unsigned numbers do not wrap.
    private static Func<int, int, float> Difference<T>(ColumnStore<T> numbers)
        where T : INumber<T>
        => (row, earlier) => float.CreateTruncating(numbers[row] - numbers[earlier]);
}
