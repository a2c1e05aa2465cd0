using System.Text;

namespace NeuralTrainers;

/// <summary>What came of a sweep, for people: as a table and as a page.</summary>
/// <param name="records">The trials, in the order in which they ended: those of a log, of <see cref="NeuralSweepOptions.TrialCompleted"/> or of a <see cref="SpectreMonitor"/>.</param>
public sealed class SweepReport(IEnumerable<TrialRecord> records)
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The trials.</summary>
    public IReadOnlyList<TrialRecord> Records { get; } = [.. records];

    /// <summary>Reads the log that a sweep wrote, or is writing: see <see cref="NeuralSweepOptions.LogPath"/>.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A line of the log is damaged. A last line that is half written is left out.</exception>
    public static SweepReport Load(string logPath) => new(TrialLog.Load(logPath));

    /// <summary>
    /// Writes comma-separated values (RFC 4180, UTF-8, numbers in the invariant culture with all digits): a line of names, then one line per trial with
    /// <c>trial, pipeline, end, metric, loss, seconds, epochs, best_validation_loss, error</c> and a column for each setting, <c>step.name</c>. A field
    /// is empty where a trial has no such setting.
    /// </summary>
    public void SaveCsv(string path)
    {
        using var writer = new StreamWriter(path, append: false, Encoding);
        SweepCsv.Write(writer, Records);
    }

    /// <summary>
    /// Writes a page that needs nothing but a browser: a summary, the validation curves, the trials as parallel coordinates, the effect of each setting,
    /// and all trials as a table to sort. Pointing at a trial shows it in all of them.
    /// </summary>
    /// <remarks>
    /// The share that a setting explains is the correlation ratio of the trials' ranks over bins of its values, without its bias towards many bins: epsilon
    /// squared, 1 - (n - 1) / (n - k) * (1 - eta squared), for n trials in k bins (Kelley, "An unbiased correlation ratio measure", 1935). Bins are categories, or
    /// up to eight quantiles.
    /// </remarks>
    public void SaveHtml(string path) => File.WriteAllText(path, new ReportPage(Records).Create(), Encoding);
}
