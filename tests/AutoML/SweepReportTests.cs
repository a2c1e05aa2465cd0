using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.VisualBasic.FileIO;

namespace NeuralTrainers.AutoML.Tests;

[TestClass]
public sealed partial class SweepReportTests
{
    private const string Hostile = "</script><script>alert(\"x\")</script>, \u0001'&amp;\r\nnext";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string CsvPath => Path.Combine(_folder.FullName, "sweep.csv");

    private string PagePath => Path.Combine(_folder.FullName, "sweep.html");

    private string LogPath => Path.Combine(_folder.FullName, "sweep.jsonl");

    [TestCleanup]
    public void Delete() => _folder.Delete(recursive: true);

    [TestMethod]
    public void SaveCsv_CultureWithComma_ReadsBackAsTheRecords()
    {
        var before = CultureInfo.CurrentCulture;
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator) = (",", ".");
        var records = Trials(20);
        records.Add(records[0] with { Trial = 20, End = TrialEnd.Failed, Metric = double.NaN, Loss = double.MaxValue, ValidationLosses = [], Error = Hostile });
        try
        {
            CultureInfo.CurrentCulture = culture;
            new SweepReport(records).SaveCsv(CsvPath);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        var rows = ReadCsv();
        CollectionAssert.AreEqual(
            new[] { "trial", "pipeline", "end", "metric", "loss", "seconds", "epochs", "best_validation_loss", "error", "e1.LearningRate", "e1.Trunk", "e1.Nested.Depth" }, rows[0]);
        Assert.HasCount(records.Count + 1, rows);
        foreach (var (record, row) in records.Zip(rows.Skip(1)))
        {
            Assert.AreEqual($"{record.Trial}", row[0]);
            Assert.AreEqual(record.Pipeline, row[1]);
            Assert.AreEqual($"{record.End}", row[2]);
            Assert.AreEqual(record.Metric, Number(row[3]));
            Assert.AreEqual(record.Loss, Number(row[4]));
            Assert.AreEqual(record.Seconds, Number(row[5]));
            Assert.AreEqual($"{record.ValidationLosses.Count}", row[6]);
            Assert.AreEqual(record.ValidationLosses.Count > 0 ? record.ValidationLosses.Min() : double.NaN, row[7].Length > 0 ? Number(row[7]) : double.NaN);
            Assert.AreEqual((record.Error ?? string.Empty).ReplaceLineEndings("\n"), row[8].ReplaceLineEndings("\n"));
            Assert.AreEqual(Rate(record.Trial % 20), Number(row[9]));
            Assert.AreEqual(record.Trial % 2 == 0 ? "Mlp" : "Residual", row[10]);
        }

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    [TestMethod]
    public void SaveHtml_Sweep_HasEveryTrialInEveryDrawing()
    {
        new SweepReport(Trials(120)).SaveHtml(PagePath);
        var page = Main();
        var drawings = page.Descendants("svg").ToList();

        // Curves, parallel coordinates, three settings.
        Assert.HasCount(5, drawings);
        var all = Enumerable.Range(0, 120).Select(trial => $"{trial}").ToArray();
        foreach (var marked in drawings.Append(page.Descendants("tbody").Single()))
        {
            CollectionAssert.AreEquivalent(all, marked.Descendants().Attributes("data-t").Select(trial => trial.Value).ToArray());
        }

        foreach (var drawing in drawings)
        {
            var named = drawing.Attribute("aria-labelledby")!.Value.Split(' ');
            Assert.IsTrue(named.All(id => drawing.Elements().Single(element => element.Attribute("id")?.Value == id).Value.Length > 0));
        }

        foreach (var number in drawings.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "points" or "x1" or "cx" or "cy" or "x")
            .SelectMany(attribute => attribute.Value.Split(' ', ',')))
        {
            Assert.IsTrue(double.IsFinite(double.Parse(number, CultureInfo.InvariantCulture)));
        }
    }

    [TestMethod]
    public void SaveHtml_SettingThatMatters_ExplainsMoreThanOneThatDoesNot()
    {
        new SweepReport(Trials(120)).SaveHtml(PagePath);
        var bars = Main().Descendants().Single(element => element.Attribute("class")?.Value == "bars");
        Assert.AreEqual("LearningRate", bars.Element("span")!.Value);
        var shares = bars.Elements("b").Select(share => int.Parse(share.Value.Split(' ')[0], CultureInfo.InvariantCulture)).ToList();
        Assert.IsGreaterThan(60, shares[0]);
        Assert.IsLessThan(20, shares[1]);
    }

    [TestMethod]
    public void SaveHtml_Page_NeedsNothingElse()
    {
        new SweepReport(Trials(10)).SaveHtml(PagePath);
        var text = File.ReadAllText(PagePath);
        Assert.IsFalse(text.Contains("://", StringComparison.Ordinal));
        Assert.IsFalse(text.Contains("@import", StringComparison.Ordinal));
        Assert.IsFalse(Main().Descendants().Attributes().Any(attribute => attribute.Name.LocalName is "src" or "href"));
    }

    [TestMethod]
    public void SaveHtml_HostileText_IsShownAndNotRun()
    {
        var records = Trials(12);
        var json = System.Text.Json.JsonSerializer.Serialize(Hostile);
        records.Add(records[0] with { Trial = 12, Pipeline = "<e1>", Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["e1"] = $$"""{"<b>":{{json}},"Trunk":{{json}}}""" }, Loss = -1, Metric = -1 });
        records.Add(records[0] with { Trial = 13, End = TrialEnd.Failed, Error = Hostile, Metric = double.NaN, Loss = double.MaxValue });
        new SweepReport(records.Select(record => record with { MetricName = "<img onerror=alert(1)>" })).SaveHtml(PagePath);
        Assert.HasCount(1, Scripts().Matches(File.ReadAllText(PagePath)));
        var page = Main();
        Assert.IsFalse(page.Descendants().Any(element => element.Name.LocalName is "script" or "img" or "b" && element.Value.Contains("alert", StringComparison.Ordinal)));
        Assert.Contains(cell => cell.Value.StartsWith("</script><script>alert(\"x\")</script>, \ufffd'&amp;", StringComparison.Ordinal), page.Descendants("td"));
    }

    [TestMethod]
    public void SaveHtml_NoTrials_SaysSo()
    {
        File.WriteAllText(LogPath, string.Empty);
        SweepReport.Load(LogPath).SaveHtml(PagePath);
        StringAssert.Contains(Main().Value, "There are no trials.");
        SweepReport.Load(LogPath).SaveCsv(CsvPath);
        Assert.HasCount(1, ReadCsv());
    }

    [TestMethod]
    public void SaveHtml_AllFailed_SaysSoAndWhy()
    {
        new SweepReport(Trials(3).Select(record => record with { End = TrialEnd.Failed, Metric = double.NaN, Loss = double.MaxValue, Error = "No rows." })).SaveHtml(PagePath);
        StringAssert.Contains(Main().Value, "None of the 3 trials gave a metric.");
        Assert.AreEqual(3, Main().Descendants("td").Count(cell => cell.Value == "No rows."));
    }

    [TestMethod]
    public void SaveHtml_OneTrial_IsAPage()
    {
        new SweepReport(Trials(1)).SaveHtml(PagePath);
        Assert.HasCount(1, Main().Descendants("svg"));
        StringAssert.Contains(Main().Value, "All trials have the same settings.");
    }

    [TestMethod]
    public void Load_LogOfASweep_HasItsTrialsAndItsMetric()
    {
        var trials = new List<TrialRecord>();
        new Sweep().Experiment().SetMaxModelToExplore(5).SetNeuralTrialRunner(new() { LogPath = LogPath, TrialCompleted = trials.Add }).Run();

        // A sweep that is running may have a line half written.
        File.AppendAllText(LogPath, "{\"Trial\":7,\"End\":\"Comp");
        var report = SweepReport.Load(LogPath);
        CollectionAssert.AreEqual(trials.ConvertAll(trial => (trial.Trial, trial.Metric)), report.Records.Select(trial => (trial.Trial, trial.Metric)).ToList());
        Assert.IsTrue(report.Records.All(trial => trial.MetricName == "RootMeanSquaredError"));
        report.SaveHtml(PagePath);
        StringAssert.Contains(Main().Value, "Ranked by RootMeanSquaredError on the validation data, where less is better.");
    }

    [TestMethod]
    public void Load_DamagedLine_NamesIt()
    {
        File.WriteAllText(LogPath, "{\"Trial\":\n{}\n");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => SweepReport.Load(LogPath)).Message, "Line 1 of the trial log");
    }

    private static double Rate(int trial) => 1e-4 * Math.Pow(50, trial * 0.618 % 1);

    // The metric follows from the rate, and hardly from the trunk.
    private static List<TrialRecord> Trials(int count) =>
    [
        .. Enumerable.Range(0, count).Select(trial =>
        {
            var metric = 0.4 + Math.Abs(Math.Log10(Rate(trial)) + 3) + (0.01 * (trial % 3));
            return new TrialRecord
            {
                Trial = trial,
                End = trial % 2 == 0 ? TrialEnd.Completed : TrialEnd.Pruned,
                Metric = metric,
                Loss = metric,
                Seconds = 0.1 * trial,
                ValidationLosses = [.. Enumerable.Range(1, 1 + (trial % 30)).Select(epoch => metric + (1d / epoch))],
                Pipeline = "e0 * e1",
                Settings = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["e0"] = "{}",
                    ["e1"] = $$"""{"LearningRate":{{Rate(trial).ToString(CultureInfo.InvariantCulture)}},"Trunk":"{{(trial % 2 == 0 ? "Mlp" : "Residual")}}","Nested":{"Depth":{{1 + (trial % 5)}} } }""",
                },
            };
        }),
    ];

    [GeneratedRegex("<script", RegexOptions.IgnoreCase)]
    private static partial Regex Scripts();

    // The page's content is XML: all that comes from a sweep is in it.
    private XElement Main()
    {
        var text = File.ReadAllText(PagePath);
        return XElement.Parse(text[text.IndexOf("<main>", StringComparison.Ordinal)..(text.IndexOf("</main>", StringComparison.Ordinal) + "</main>".Length)]);
    }

    private List<string[]> ReadCsv()
    {
        using var parser = new TextFieldParser(CsvPath) { Delimiters = [","], TrimWhiteSpace = false };
        var rows = new List<string[]>();
        while (parser.ReadFields() is { } row)
        {
            rows.Add(row);
        }

        return rows;
    }
}
