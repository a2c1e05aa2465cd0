namespace NeuralTrainers;

/// <summary>Places values between 0 and 1, with the places that are labelled.</summary>
internal sealed class Axis
{
    private const int MostCategories = 8;
    private const int MostLabels = 12;
    private const int LongestLabel = 18;
    private const double LogarithmicRatio = 8;

    private readonly Func<double, double> _scale;
    private readonly double _start;
    private readonly double _end;
    private readonly IReadOnlyList<string>? _categories;

    private Axis(double start, double end, bool isLogarithmic)
    {
        _scale = isLogarithmic ? Math.Log : value => value;
        (_start, _end, IsLogarithmic) = (start, end, isLogarithmic);
        Ticks = [.. AxisTicks.Of(Math.Min(start, end), Math.Max(start, end), isLogarithmic).Select(value => (At(value), Numbers.Short(value)))];
    }

    private Axis(IReadOnlyList<SettingValue> categories)
    {
        _scale = value => value;
        _categories = [.. categories.Select(category => category.Text)];
        var step = 1 + ((categories.Count - 1) / MostLabels);
        Ticks = [.. categories.Select((category, at) => (MiddleOf(at), Cut(category.Short))).Where((_, at) => at % step == 0)];
    }

    public bool IsLogarithmic { get; }

    /// <summary>The values if they are few, or names; they have a band each. Else null.</summary>
    public IReadOnlyList<string>? Categories => _categories;

    public IReadOnlyList<(double At, string Label)> Ticks { get; }

    /// <summary>An axis from one number to another, which may be the smaller one.</summary>
    public static Axis Numeric(double start, double end, bool isLogarithmic)
    {
        // One value alone stands in the middle.
        var margin = start != end ? 0 : isLogarithmic ? start / 2 : Math.Max(Math.Abs(start) / 2, 1e-9);
        return new(start - margin, end + margin, isLogarithmic);
    }

    /// <summary>A text that is short enough to stand beside others.</summary>
    public static string Cut(string text) => text.Length <= LongestLabel ? text : text[..(LongestLabel - 1)] + "\u2026";

    /// <summary>The axis that suits a setting: names and few whole numbers as categories, numbers over decades in the logarithm.</summary>
    public static Axis For(SettingColumn column)
    {
        var values = column.Values.OfType<SettingValue>().ToList();
        var distinct = values.DistinctBy(value => value.Text).ToList();
        if (!values.TrueForAll(value => value.Number is not null))
        {
            return new([.. distinct.OrderBy(value => value.Text, StringComparer.Ordinal)]);
        }

        if (distinct.Count <= MostCategories && distinct.TrueForAll(value => value.IsWhole))
        {
            return new([.. distinct.OrderBy(value => value.Number)]);
        }

        var numbers = values.Select(value => value.Number!.Value).Order().ToList();
        return Numeric(numbers[0], numbers[^1], IsOverDecades(column.Label, numbers));
    }

    /// <summary>The place of a number; beyond the ends it is that of the end.</summary>
    public double At(double value) => Math.Clamp((_scale(value) - _scale(_start)) / (_scale(_end) - _scale(_start)), 0, 1);

    /// <summary>The place of a setting, in the middle of its band if it has one.</summary>
    public double At(SettingValue value)
    {
        if (_categories is null)
        {
            return At(value.Number!.Value);
        }

        var at = 0;
        while (_categories[at] != value.Text)
        {
            at++;
        }

        return MiddleOf(at);
    }

    /// <summary>Whether a number lies on the axis.</summary>
    public bool Covers(double value) => value >= Math.Min(_start, _end) && value <= Math.Max(_start, _end);

    private double MiddleOf(int category) => (category + 0.5) / _categories!.Count;

    // A log does not say how a range was drawn from: this library's logarithmic ones are known by name, others by where their median lies.
    private static bool IsOverDecades(string label, List<double> sorted)
    {
        var (least, most, median) = (sorted[0], sorted[^1], sorted[sorted.Count / 2]);
        if (least <= 0 || most / least < LogarithmicRatio)
        {
            return false;
        }

        var linear = Math.Abs(((median - least) / (most - least)) - 0.5);
        var logarithmic = Math.Abs((Math.Log(median / least) / Math.Log(most / least)) - 0.5);
        return logarithmic < linear
            || label.EndsWith(nameof(NeuralSetting.LearningRate), StringComparison.Ordinal)
            || label.EndsWith(nameof(NeuralSetting.WeightDecay), StringComparison.Ordinal);
    }
}
