using System.Globalization;

namespace NeuralTrainers;

/// <summary>One of the <see cref="DateTimeParts"/>.</summary>
/// <param name="Part">Which.</param>
/// <param name="Value">Its value.</param>
/// <param name="First">The value at which its cycle begins.</param>
/// <param name="Period">The length of its cycle at a time, or null if it has none.</param>
internal sealed record DateTimePart(DateTimeParts Part, Func<DateTime, double> Value, int First = 0, Func<DateTime, int>? Period = null)
{
    /// <summary>All parts that have a value, in the order of their numbers.</summary>
    public static IReadOnlyList<DateTimePart> All { get; } =
    [
        new(DateTimeParts.Year, time => time.Year),
        new(DateTimeParts.Quarter, time => ((time.Month - 1) / 3) + 1, 1, _ => 4),
        new(DateTimeParts.Month, time => time.Month, 1, _ => 12),
        new(DateTimeParts.DayOfMonth, time => time.Day, 1, time => DateTime.DaysInMonth(time.Year, time.Month)),
        new(DateTimeParts.DayOfWeek, time => time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek, 1, _ => 7),
        new(DateTimeParts.DayOfYear, time => time.DayOfYear, 1, time => DateTime.IsLeapYear(time.Year) ? 366 : 365),
        new(DateTimeParts.WeekOfYear, time => ISOWeek.GetWeekOfYear(time), 1, _ => 53),
        new(DateTimeParts.Hour, time => time.Hour, 0, _ => 24),
        new(DateTimeParts.Minute, time => time.Minute, 0, _ => 60),
        new(DateTimeParts.Second, time => time.Second, 0, _ => 60),
        new(DateTimeParts.TimeOfDay, time => time.TimeOfDay.TotalHours, 0, _ => 24),
        new(DateTimeParts.Days, time => (time - DateTime.UnixEpoch).TotalDays),
    ];

    /// <summary>The parts without a cycle.</summary>
    public static DateTimeParts WithoutCycle { get; } = All.Where(part => part.Period is null).Aggregate(DateTimeParts.None, (parts, part) => parts | part.Part);

    /// <summary>The place in the cycle, as an angle.</summary>
    public double Angle(DateTime time) => 2 * Math.PI * (Value(time) - First) / Period!(time);
}
