using Spectre.Console;
using Spectre.Console.Rendering;

namespace NeuralTrainers;

/// <summary>A leaderboard as a table for a console, or as lines of text.</summary>
internal sealed class LeaderboardView(Leaderboard board, int rows)
{
    private const int LineRows = 3;

    // Settings are read from JSON: once per trial that ends, not at each tick of the clock.
    private (IReadOnlyList<TrialRecord> Records, IReadOnlyList<SettingColumn> Settings) _read = ([], []);

    public static string Line(TrialRecord record, bool isBest)
    {
        var line = $"trial {record.Trial,3}  {Metric(record),8} {(isBest ? '*' : ' ')} {Epochs(record),4} epochs  {Numbers.Fixed(record.Seconds, 1),6} s  {record.End}";
        return record.Error is null ? line : $"{line}: {record.Error.ReplaceLineEndings(" ")}";
    }

    /// <summary>The best trials with their settings.</summary>
    public IEnumerable<string> Lines()
    {
        Read();
        yield return Summary();
        foreach (var (record, place) in Best().Take(LineRows).Select((record, at) => (record, at + 1)))
        {
            yield return $"  {place}. {Metric(record)}  trial {record.Trial}: {Settings(record)}";
        }
    }

    public IRenderable Table()
    {
        Read();
        var table = new Table().Border(TableBorder.Rounded).Expand();
        table.AddColumn(new TableColumn("#").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("trial").RightAligned().NoWrap());
        table.AddColumn(new TableColumn(Markup.Escape(_read.Records.Select(record => record.MetricName).FirstOrDefault(name => name is not null) ?? "metric")).RightAligned().NoWrap());
        table.AddColumn(new TableColumn("epochs").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("seconds").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("end").NoWrap());
        table.AddColumn(new TableColumn("settings that differ"));
        var best = Best();
        for (var i = 0; i < Math.Min(rows, best.Count); i++)
        {
            var style = i == 0 ? new Style(Color.Green, decoration: Decoration.Bold) : Style.Plain;
            var record = best[i];
            table.AddRow(
                new[] { $"{i + 1}", $"{record.Trial}", Metric(record), Epochs(record), Numbers.Fixed(record.Seconds, 1), $"{record.End}", Settings(record) }
                    .Select((text, column) => new Text(text, column == 6 ? Style.Plain : style)));
        }

        // A terminal of few lines cuts off the end.
        return new Rows(new Text(Summary(), new Style(decoration: Decoration.Bold)), new Text(Running(), new Style(Color.Grey)), table);
    }

    private static string Metric(TrialRecord record) => double.IsFinite(record.Metric) ? Numbers.Text(record.Metric, 5) : "-";

    private static string Epochs(TrialRecord record) => record.ValidationLosses.Count > 0 ? $"{record.ValidationLosses.Count}" : "-";

    private void Read()
    {
        var ended = board.Ended;
        if (ended.Count != _read.Records.Count)
        {
            _read = (ended, SettingColumn.Varying(ended));
        }
    }

    private IReadOnlyList<TrialRecord> Best() => Leaderboard.Rank(_read.Records);

    private string Summary()
    {
        var records = _read.Records;
        var best = records.Where(record => record.Loss < double.MaxValue).MinBy(record => record.Loss);
        string[] ends = [.. records.CountBy(record => record.End).OrderBy(end => end.Key).Select(end => $"{end.Value} {end.Key}")];
        return $"{records.Count} trials{(ends.Length > 0 ? $" ({string.Join(", ", ends)})" : string.Empty)} in {Numbers.Duration(board.Elapsed.TotalSeconds)}, "
            + (best is null ? "none with a metric yet" : $"best {Metric(best)} (trial {best.Trial})");
    }

    private string Running()
    {
        var running = board.Running;
        return running.Count == 0 ? "nothing running" : "running: " + string.Join(", ", running.Select(trial => $"trial {trial.Trial} ({Numbers.Duration(trial.Time.TotalSeconds)})"));
    }

    private string Settings(TrialRecord record)
    {
        var at = 0;
        while (!ReferenceEquals(_read.Records[at], record))
        {
            at++;
        }

        return string.Join(", ", _read.Settings.Where(column => column.Values[at] is not null).Select(column => $"{column.Label} {column.Values[at]!.Value.Short}"));
    }
}
