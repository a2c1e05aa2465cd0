using NeuralTrainers;

namespace Microsoft.ML;

/// <summary>Makes features of dates and times.</summary>
public static class DateTimeFeaturesCatalogExtensions
{
    /// <summary>The parts that are given as numbers by default.</summary>
    public const DateTimeParts DefaultParts =
        DateTimeParts.Year | DateTimeParts.Month | DateTimeParts.DayOfMonth | DateTimeParts.DayOfWeek | DateTimeParts.DayOfYear | DateTimeParts.Hour | DateTimeParts.Minute;

    /// <summary>The parts that are given as places in their cycle by default.</summary>
    public const DateTimeParts DefaultCyclicalParts = DateTimeParts.DayOfWeek | DateTimeParts.DayOfYear | DateTimeParts.TimeOfDay;

    /// <summary>Makes a vector of the parts of a date and time: numbers, and for parts with a cycle also its sine and cosine, in which December is next to January.</summary>
    /// <remarks>
    /// <para>The new column is a vector of <see cref="float"/>: first <paramref name="parts"/>, then for each of <paramref name="cyclicalParts"/> the two slots sin(2 pi (value - first value) / period)
    /// and cos of the same, each group in the order of <see cref="DateTimeParts"/>. Slot names are those of the parts, <c>Month</c>, with <c>.Sin</c> and <c>.Cos</c> for cycles.</para>
    /// <para>Text is read in the form of ISO 8601: <c>2024-02-29</c>, <c>2024-02-29T13:45</c>, <c>2024-02-29 13:45:30.5+01:00</c>, <c>20240229</c>, <c>20240229T134530Z</c>. A time with an
    /// offset counts as the clock shows it there.</para>
    /// <para>All slots of a row are NaN if its time is missing: the default of <see cref="DateTime"/>, the first of January of the year 1, which ML.NET makes of an empty field; or text that is empty
    /// or of another form. Follow with a transform that replaces missing values before a trainer that refuses them.</para>
    /// <para>Nothing is learned; fitting does not read the data.</para>
    /// </remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The name of the new column.</param>
    /// <param name="inputColumnName">The name of the column of <see cref="DateTime"/>, <see cref="DateTimeOffset"/> or text; null for the same name.</param>
    /// <param name="parts">The parts that are given as numbers.</param>
    /// <param name="cyclicalParts">The parts that are given as sine and cosine; not <see cref="DateTimeParts.Year"/> or <see cref="DateTimeParts.Days"/>.</param>
    /// <exception cref="ArgumentException">There is no part, or a part without a cycle is to be cyclical.</exception>
    public static IEstimator<RowTransformer> DateTimeFeatures(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        DateTimeParts parts = DefaultParts,
        DateTimeParts cyclicalParts = DefaultCyclicalParts)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new DateTimeEstimator([new ColumnNames(outputColumnName, inputColumnName)], parts, cyclicalParts);
    }

    /// <summary>Makes vectors of the parts of several columns of dates and times.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The names of the new columns and of those that they are made from.</param>
    /// <param name="parts">The parts that are given as numbers.</param>
    /// <param name="cyclicalParts">The parts that are given as sine and cosine.</param>
    /// <inheritdoc cref="DateTimeFeatures(TransformsCatalog, string, string?, DateTimeParts, DateTimeParts)"/>
    public static IEstimator<RowTransformer> DateTimeFeatures(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        DateTimeParts parts = DefaultParts,
        DateTimeParts cyclicalParts = DefaultCyclicalParts)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new DateTimeEstimator(ColumnNames.Of(columns), parts, cyclicalParts);
    }
}
