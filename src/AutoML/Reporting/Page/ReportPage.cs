using System.Globalization;
using System.Xml.Linq;
using static NeuralTrainers.PageMarkup;

namespace NeuralTrainers;

/// <summary>A sweep as a page that needs nothing but itself.</summary>
internal sealed class ReportPage(IReadOnlyList<TrialRecord> records)
{
    private readonly IReadOnlyList<RankedTrial> _trials = RankedTrial.Of(records);
    private readonly IReadOnlyList<SettingColumn> _settings = SettingColumn.Varying(records);
    private readonly string _metric = records.Select(record => record.MetricName).FirstOrDefault(name => name is not null) ?? "metric";

    public string Create()
    {
        var main = Element("main", Element("h1", Text("Hyper-parameter sweep")), Sections());
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Hyper-parameter sweep</title>
            <style>
            {Resource("page.css")}</style>
            </head>
            <body>
            {main.ToString(SaveOptions.DisableFormatting)}
            <div id="tip" role="status"></div>
            <script>
            {Resource("page.js")}</script>
            </body>
            </html>

            """;
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private IEnumerable<object?> Sections()
    {
        if (records.Count == 0)
        {
            return [Note("There are no trials.")];
        }

        var ranked = _trials.Where(trial => trial.Rank is not null).OrderBy(trial => trial.Rank).ToList();
        if (ranked.Count == 0)
        {
            return [Note($"None of the {records.Count} trials gave a metric."), Table()];
        }

        var isMaximized = ranked[0].Record.Metric > ranked[^1].Record.Metric;
        var effects = Effect.Of(_trials, _settings);
        return
        [
            Note($"Ranked by {_metric} on the validation data{(ranked[0].Record.Metric == ranked[^1].Record.Metric ? string.Empty : isMaximized ? ", where more is better" : ", where less is better")}. "
                + "Point at a trial to see it everywhere; a click keeps it, Escape lets it go."),
            Cards(ranked[0]),
            BestSettings(ranked[0]),
            Curves(),
            .. effects.Count == 0 ? [Element("h2", Text("Settings")), Note("All trials have the same settings.")] : SettingSections(effects, isMaximized),
            Table(),
            Footer(),
        ];
    }

    private XElement Cards(RankedTrial best)
    {
        var lost = _trials.Count(trial => trial.Rank is null);
        return Element(
            "div",
            Class("cards"),
            Element("div", Class("first"), Element("span", Text(_metric)), Element("b", Text(Numbers.Text(best.Record.Metric, 5))), Element("span", Text($"trial {best.Label}, the best"))),
            Card("trials", $"{records.Count}", $"{Count(TrialEnd.Completed)} trained to their end"),
            Card("stopped early", $"{Count(TrialEnd.Pruned)}", "by successive halving"),
            Count(TrialEnd.TimeUp) > 0 ? Card("out of time", $"{Count(TrialEnd.TimeUp)}", "counted as they were") : null,
            lost > 0 ? Card("without a metric", $"{lost}", $"{lost - Count(TrialEnd.NotANumber)} failed, {Count(TrialEnd.NotANumber)} NaN") : null,
            Card("trial time", Numbers.Duration(records.Sum(record => record.Seconds)), "summed over the trials"),
            Card("epochs", records.Sum(record => record.ValidationLosses.Count).ToString("N0", CultureInfo.InvariantCulture), "summed over the trials"));

        int Count(TrialEnd end) => records.Count(record => record.End == end);

        static XElement Card(string name, string value, string note) => Element("div", Element("span", Text(name)), Element("b", Text(value)), Element("span", Text(note)));
    }

    private XElement BestSettings(RankedTrial best) => Element(
        "div",
        Class("panel"),
        Element("h3", Text($"Settings of trial {best.Label}, the best"), Element("span", Text(best.Record.Pipeline))),
        Element("dl", SettingColumn.Of(records).Where(column => column.Values[best.Index] is not null).Select(column =>
            Element("div", Element("dt", Text(column.Label)), Element("dd", Text(column.Values[best.Index]!.Value.Short))))));

    private IEnumerable<XElement> Curves() => CurvesChart.Create(_trials) is { } drawing
        ?
        [
            Element("h2", Text("Validation curves")),
            Note("The loss on the validation data after each epoch."),
            Legend(),
            Element("div", Class("panel"), drawing),
        ]
        : [];

    private IEnumerable<XElement> SettingSections(IReadOnlyList<Effect> effects, bool isMaximized)
    {
        var axis = MetricAxis.Of(_trials, isMaximized, bestOnTop: false);
        return
        [
            Element("h2", Text("Settings and metric, trial by trial")),
            Note("Each line is a trial, from its settings to its metric at the right, best on top. What matters most stands next to the metric."),
            Legend(),
            Element("div", Class("panel scroll"), ParallelChart.Create(_trials, effects, _metric, isMaximized)),
            Element("h2", Text("Effect of each setting")),
            Note("How much of the differences in rank a setting alone explains. A tuner tries more of what was good, so this is what the sweep saw, not what would be in general."),
            Element("div", Class("panel"), Element("div", Class("bars"), effects.Select(effect => new[]
            {
                Element("span", Text(effect.Column.Label)),
                Element("div", Element("i", new XAttribute("style", $"width:{Coordinate(100 * (effect.Share ?? 0))}%"), Text(string.Empty))),
                Element("b", Text(Share(effect))),
            }))),
            Element("div", Class("effects"), effects.Select((effect, at) => Element(
                "div",
                Class("panel"),
                Element("h3", Text(effect.Column.Label), Element("span", Text(Share(effect)))),
                EffectChart.Create(_trials, effect, at, _metric, axis)))),
        ];
    }

    private static string Share(Effect effect) => effect.Share is { } share ? $"{Numbers.Fixed(100 * share, 0)} %" : "too few trials";

    private object[] Table() =>
    [
        Element("h2", Text("All trials")),
        Note("A click on a heading sorts."),
        Element("div", Class("panel table"), TrialTable.Create(_trials, _settings, _metric)),
    ];

    private static XElement Legend() => Element(
        "div",
        Class("legend"),
        Element("span", Element("i", Class("key"), Text(string.Empty)), Text("best trial")),
        Element("span", Text("better "), Enumerable.Range(0, RankedTrial.Shades).Select(shade => Element("i", new XAttribute("style", $"background:var(--q{shade})"), Text(string.Empty))), Text(" worse, by rank")),
        Element("span", Element("i", Class("key light"), Text(string.Empty)), Text("stopped early: lighter")));

    private static XElement Footer() => Element(
        "footer",
        Text("The share that a setting explains is the correlation ratio of the ranks over the bins whose medians are drawn (the categories, or up to eight quantile bins), "
            + "without its bias towards many bins: epsilon squared (Kelley, \u201cAn unbiased correlation ratio measure\u201d, 1935). Trials without the setting are left out. "
            + "Hollow dots lie beyond the drawing: an axis of the metric ends at the last trial within 1.5 interquartile ranges of the third quartile."));

    private static XElement Note(string text) => Element("p", Class("soft"), Text(text));
}
