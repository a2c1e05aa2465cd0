using System.Xml.Linq;
using static NeuralTrainers.PageMarkup;

namespace NeuralTrainers;

/// <summary>The validation loss of each trial by epoch.</summary>
internal static class CurvesChart
{
    private const double Width = 1160;
    private const double Height = 380;
    private const double Left = 64;
    private const double Bottom = 340;
    private const double Top = 12;
    private const int ManyEpochs = 15;

    /// <summary>The drawing, or null if no trial has a curve.</summary>
    public static XElement? Create(IReadOnlyList<RankedTrial> trials)
    {
        var curves = trials.Where(trial => trial.Record.ValidationLosses.Any(double.IsFinite)).ToList();
        if (curves.Count == 0)
        {
            return null;
        }

        var epochs = curves.Max(trial => trial.Record.ValidationLosses.Count);
        var x = Axis.Numeric(1, Math.Max(2, epochs), isLogarithmic: epochs > ManyEpochs);
        var y = LossAxis(curves);
        return Drawing(
            "curves",
            Width,
            Height,
            "Validation loss by epoch",
            $"{curves.Count} trials; the best one ends at {Numbers.Text(curves.MinBy(trial => trial.Record.Loss)!.Record.ValidationLosses[^1], 5)}.",
            Element("defs", Element("clipPath", new XAttribute("id", "plot"), Element(
                "rect", new XAttribute("x", Left), new XAttribute("y", Top), new XAttribute("width", Width - Left), new XAttribute("height", Bottom - Top)))),
            x.Ticks.Select(tick => new[] { Line(X(tick.At), Top, X(tick.At), Bottom, "grid"), Label(X(tick.At), Bottom + 18, "tick middle", tick.Label) }),
            y.Ticks.Select(tick => new[] { Line(Left, Y(tick.At), Width, Y(tick.At), "grid"), Label(Left - 8, Y(tick.At) + 4, "tick end", tick.Label) }),
            Label((Left + Width) / 2, Height - 4, "name middle", x.IsLogarithmic ? "epoch (logarithmic)" : "epoch"),
            Element("text", Class("name middle"), new XAttribute("transform", $"translate(12 {Coordinate((Top + Bottom) / 2)}) rotate(-90)"),
                Text(y.IsLogarithmic ? "validation loss (logarithmic)" : "validation loss")),
            Element("g", Class("trials"), new XAttribute("clip-path", "url(#plot)"), BestOnTop(curves).Select(trial => TrialLine(trial, Points(trial)))));

        double X(double at) => Left + (at * (Width - Left - 16));

        double Y(double at) => Bottom - (at * (Bottom - Top));

        // A curve of one epoch is a short dash.
        IEnumerable<(double X, double Y)> Points(RankedTrial trial)
        {
            var points = trial.Record.ValidationLosses.Select((loss, at) => (Loss: loss, Epoch: at + 1)).Where(point => double.IsFinite(point.Loss))
                .Select(point => (X: X(x.At(point.Epoch)), Y: Y(y.At(point.Loss)))).ToList();
            return points.Count == 1 ? [points[0], (points[0].X + 6, points[0].Y)] : points;
        }
    }

    // Up to what most trials have after their first epoch: what diverges leaves the drawing.
    private static Axis LossAxis(List<RankedTrial> curves)
    {
        var least = curves.SelectMany(trial => trial.Record.ValidationLosses).Where(double.IsFinite).Min();
        var first = curves.Select(trial => trial.Record.ValidationLosses.First(double.IsFinite)).Order().ToList();
        var most = Math.Max(first[(first.Count - 1) * 9 / 10], least);
        var isLogarithmic = least > 0 && most / least > 2;
        return isLogarithmic ? Axis.Numeric(least / 1.03, most * 1.03, isLogarithmic) : Axis.Numeric(least - ((most - least) * 0.04), most, isLogarithmic);
    }
}
