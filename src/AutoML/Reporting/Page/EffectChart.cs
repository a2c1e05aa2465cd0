using System.Xml.Linq;
using static NeuralTrainers.PageMarkup;

namespace NeuralTrainers;

/// <summary>The metric over one setting: a dot for each trial, and the median of each bin.</summary>
internal static class EffectChart
{
    private const double Width = 372;
    private const double Height = 220;
    private const double Left = 52;
    private const double Right = 362;
    private const double Top = 10;
    private const double Bottom = 192;

    public static XElement Create(IReadOnlyList<RankedTrial> trials, Effect effect, int number, string metricName, Axis metric)
    {
        var categories = effect.Axis.Categories?.Count;
        return Drawing(
            $"effect{number}",
            Width,
            Height,
            $"{metricName} over {effect.Column.Label}",
            "Medians: " + string.Join(", ", effect.Bins.Select(bin => $"{Numbers.Text(bin.Median, 5)} of {bin.Count} trials")),
            metric.Ticks.Select(tick => new[] { Line(Left, Y(tick.At), Right, Y(tick.At), "grid"), Label(Left - 6, Y(tick.At) + 4, "tick end", tick.Label) }),
            effect.Axis.Ticks.Select(tick => new[] { Line(X(tick.At), Bottom, X(tick.At), Bottom + 4, "axis"), Label(X(tick.At), Bottom + 18, "tick middle", tick.Label) }),
            Line(Left, Bottom, Right, Bottom, "axis"),
            Element("g", Class("trials"), BestOnTop(trials.Where(trial => trial.Rank is not null && effect.At(trial) is not null)).Select(Dot)),
            Element("polyline", Class("median link"), new XAttribute("points", string.Join(' ', effect.Bins.Select(bin => $"{Coordinate(X((bin.Start + bin.End) / 2))},{Coordinate(Y(metric.At(bin.Median)))}")))),
            effect.Bins.Select(Median));

        double X(double at) => Left + 10 + (at * (Right - Left - 20));

        XElement Dot(RankedTrial trial) => Element(
            "circle",
            Class(trial.Class + (metric.Covers(trial.Record.Metric) ? string.Empty : " beyond")),
            Trial(trial),
            new XAttribute("cx", Coordinate(X(effect.At(trial)!.Value))),
            new XAttribute("cy", Coordinate(Y(metric.At(trial.Record.Metric)))),
            new XAttribute("r", "3.2"),
            Element("title", Text($"{trial.Title}, {effect.Column.Label} {effect.Column.Values[trial.Index]!.Value.Short}")));

        XElement Median(Effect.Bin bin)
        {
            var half = categories is null ? 0 : 0.3 / categories.Value;
            var (start, end) = (X(bin.Start - half), X(bin.End + half));
            return Line(start, Y(metric.At(bin.Median)), Math.Max(end, start + 6), Y(metric.At(bin.Median)), "median");
        }
    }

    private static double Y(double at) => Bottom - (at * (Bottom - Top));
}
