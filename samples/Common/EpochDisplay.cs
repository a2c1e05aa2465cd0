using Spectre.Console;

namespace NeuralTrainers.Samples;

/// <summary>Shows each epoch as it ends: a live table on a terminal, plain lines elsewhere.</summary>
public static class EpochDisplay
{
    private const int VisibleRows = 12;

    /// <summary>Runs a fit while showing its epochs.</summary>
    /// <param name="fit">Starts the fit; its argument goes into the trainer's <c>EpochCompleted</c>.</param>
    /// <returns>What the fit returned.</returns>
    public static T Run<T>(Func<Action<EpochRecord>, T> fit)
    {
        if (!AnsiConsole.Profile.Out.IsTerminal)
        {
            return fit(epoch => Console.WriteLine(Line(epoch)));
        }

        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumns("epoch", "training loss", "validation loss", "metrics", "rate", "gradient", "update/weight", "seconds");
        return AnsiConsole.Live(table).Start(context => fit(epoch =>
        {
            if (table.Rows.Count == VisibleRows)
            {
                table.RemoveRow(0);
            }

            table.AddRow(
                epoch.IsBest ? $"[green]{epoch.Epoch} *[/]" : $"{epoch.Epoch}",
                $"{epoch.TrainingLoss:f5}",
                $"{epoch.ValidationLoss:f5}",
                Metrics(epoch),
                $"{epoch.LearningRate:g2}",
                $"{epoch.GradientNorm:f3}",
                $"{epoch.UpdateToWeightRatio:e1}",
                $"{epoch.Seconds:f2}");
            context.Refresh();
        }));
    }

    private static string Line(EpochRecord epoch) =>
        $"epoch {epoch.Epoch,3}  training loss {epoch.TrainingLoss:f5}  validation loss {epoch.ValidationLoss:f5}  " +
        $"{Metrics(epoch)}  {epoch.Seconds:f2} s{(epoch.IsBest ? "  *" : string.Empty)}";

    private static string Metrics(EpochRecord epoch) =>
        string.Join(' ', epoch.ValidationMetrics.Select(metric => $"{metric.Key} {metric.Value:f4}"));
}
