namespace NeuralTrainers;

/// <summary>Parts of a date and time.</summary>
[Flags]
public enum DateTimeParts
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The year. It has no cycle.</summary>
    Year = 1 << 0,

    /// <summary>The quarter, 1 to 4.</summary>
    Quarter = 1 << 1,

    /// <summary>The month, 1 to 12.</summary>
    Month = 1 << 2,

    /// <summary>The day of the month, from 1; its cycle is as long as the month.</summary>
    DayOfMonth = 1 << 3,

    /// <summary>The day of the week: Monday is 1, Sunday is 7 (ISO 8601).</summary>
    DayOfWeek = 1 << 4,

    /// <summary>The day of the year, from 1; its cycle is as long as the year.</summary>
    DayOfYear = 1 << 5,

    /// <summary>The week of the year by ISO 8601, 1 to 53; its cycle is 53 weeks.</summary>
    WeekOfYear = 1 << 6,

    /// <summary>The hour, 0 to 23.</summary>
    Hour = 1 << 7,

    /// <summary>The minute, 0 to 59.</summary>
    Minute = 1 << 8,

    /// <summary>The second, 0 to 59.</summary>
    Second = 1 << 9,

    /// <summary>The time of the day in hours with their fraction, from 0 to below 24.</summary>
    TimeOfDay = 1 << 10,

    /// <summary>The days since the first of January 1970, with their fraction: a trend. It has no cycle.</summary>
    Days = 1 << 11,
}
