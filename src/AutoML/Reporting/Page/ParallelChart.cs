using System.Xml.Linq;
using static NeuralTrainers.PageMarkup;

namespace NeuralTrainers;

/// <summary>Parallel coordinates: each setting is an axis, each trial a line through its values that ends at its metric.</summary>
internal static class ParallelChart
{
    private const int LongName = 12;
    private const double Height = 430;
    private const double Top = 56;
    private const double Bottom = 382;
    private const double Absent = 412;
    private const double Side = 60;
    private const double LeastSpacing = 104;
    private const double LeastWidth = 1160;

    /// <summary>The drawing. The most important setting, the first of the effects, stands next to the metric.</summary>
    public static XElement Create(IReadOnlyList<RankedTrial> trials, IReadOnlyList<Effect> effects, string metricName, bool isMaximized)
    {
        var columns = effects.Reverse().ToList();
        var spacing = Math.Max(LeastSpacing, (LeastWidth - (2 * Side)) / columns.Count);
        var width = (2 * Side) + (spacing * columns.Count);
        var metric = MetricAxis.Of(trials, isMaximized, bestOnTop: true);
        var ranked = trials.Where(trial => trial.Rank is not null).ToList();
        return Drawing(
            "parallel",
            width,
            Height,
            "Parallel coordinates of the trials",
            $"{columns.Count} settings and the metric of {ranked.Count} trials. The settings that matter most stand next to the metric, which has its best value on top.",
            new XAttribute("style", $"min-width:{Coordinate(width * 0.8)}px"),
            Element("g", Class("trials"), BestOnTop(ranked).Select(trial => TrialLine(trial, Points(trial)))),
            columns.Select((effect, at) => AxisOf(X(at), effect.Column.Label, effect.Axis, effect.Column.Values.Any(value => value is null))),
            AxisOf(X(columns.Count), metricName, metric, hasAbsent: false));

        double X(int column) => Side + (column * spacing);

        IEnumerable<(double X, double Y)> Points(RankedTrial trial) =>
            columns.Select((effect, column) => (X(column), effect.At(trial) is { } at ? Y(at) : Absent))
                .Append((X(columns.Count), Y(metric.At(trial.Record.Metric))));
    }

    private static double Y(double at) => Bottom - (at * (Bottom - Top));

    // Axes stand close: a long name is broken before the capital next to its middle.
    private static IEnumerable<string> Lines(string name)
    {
        var at = name.Length <= LongName ? 0 : Enumerable.Range(0, name.Length).Where(i => char.IsUpper(name[i])).DefaultIfEmpty(0).MinBy(i => Math.Abs(i - (name.Length / 2)));
        return at == 0 ? [Axis.Cut(name)] : [Axis.Cut(name[..at]), Axis.Cut(name[at..])];
    }

    private static XElement AxisOf(double x, string name, Axis axis, bool hasAbsent) => Element(
        "g",
        Class("axis"),
        Line(x, Top, x, Bottom, "axis"),
        Lines(name).Select((line, at) => Label(x, 14 + (at * 14), "name middle", line)),
        Label(x, Top - 8, "tick middle", axis.IsLogarithmic ? "logarithmic" : string.Empty),
        axis.Ticks.Select(tick => new[] { Line(x - 4, Y(tick.At), x + 4, Y(tick.At), "axis"), Label(x + 7, Y(tick.At) + 4, "tick halo", tick.Label) }),
        hasAbsent ? Label(x, Absent + 4, "tick middle halo", "none") : null);
}
