using System.Globalization;
using System.Xml.Linq;
using static NeuralTrainers.PageMarkup;

namespace NeuralTrainers;

/// <summary>The leaderboard of a page.</summary>
internal static class TrialTable
{
    private sealed record Column(string Name, bool IsNumber, Func<RankedTrial, string> Text, Func<RankedTrial, double?>? Key = null);

    public static XElement Create(IReadOnlyList<RankedTrial> trials, IReadOnlyList<SettingColumn> settings, string metricName)
    {
        List<Column> columns =
        [
            new("rank", true, trial => Whole(trial.Rank), trial => trial.Rank),
            new("trial", true, trial => trial.Label, trial => trial.Index),
            new(metricName, true, trial => trial.Rank is null ? string.Empty : Numbers.Text(trial.Record.Metric, 5), trial => trial.Rank is null ? null : trial.Record.Metric),
            new("end", false, trial => $"{trial.Record.End}"),
            new("epochs", true, trial => Whole(Epochs(trial)), trial => Epochs(trial)),
            new("seconds", true, trial => Numbers.Fixed(trial.Record.Seconds, 1), trial => trial.Record.Seconds),
            new("best validation loss", true, trial => Loss(trial) is { } loss ? Numbers.Text(loss, 5) : string.Empty, Loss),
            .. settings.Select(setting => new Column(
                setting.Label,
                setting.Values.All(value => value is null or { Number: not null }),
                trial => setting.Values[trial.Index]?.Short ?? string.Empty,
                trial => setting.Values[trial.Index]?.Number)),
        ];
        if (trials.Any(trial => trial.Record.Error is not null))
        {
            columns.Add(new("error", false, trial => trial.Record.Error ?? string.Empty));
        }

        return Element(
            "table",
            Element("thead", Element("tr", columns.Select((column, at) => Element(
                "th",
                column.IsNumber ? Class("number") : null,
                new XAttribute("scope", "col"),
                at == 0 ? new XAttribute("aria-sort", "ascending") : null,
                Element("button", new XAttribute("type", "button"), Text(column.Name)))))),
            Element("tbody", trials.OrderBy(trial => trial.Rank ?? int.MaxValue).Select(trial => Element(
                "tr",
                trial.Rank == 1 ? Class("best") : null,
                Trial(trial),
                new XAttribute("tabindex", "0"),
                columns.Select(column => Element(
                    "td",
                    Class(column.IsNumber ? "number" : "wide"),
                    column.IsNumber ? new XAttribute("data-v", column.Key!(trial)?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty) : null,
                    Text(column.Text(trial))))))));
    }

    private static int? Epochs(RankedTrial trial) => trial.Record.ValidationLosses.Count > 0 ? trial.Record.ValidationLosses.Count : null;

    private static double? Loss(RankedTrial trial) => trial.Record.ValidationLosses.Where(double.IsFinite).Cast<double?>().Min();

    private static string Whole(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
}
