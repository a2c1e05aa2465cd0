using Spectre.Console;

namespace NeuralTrainers.Samples;

/// <summary>Measures predictions, and shows all of them side by side.</summary>
internal sealed class Scoreboard
{
    private readonly Table _table = new Table().Border(TableBorder.Rounded)
        .AddColumns("next", "by", "log-loss", "accuracy", "destination", "RMSE");

    /// <summary>
    /// Adds the mean of -log P of the true class; the share of rows whose most probable class is true; and that share among those who moved, the
    /// previous class left out.
    /// </summary>
    public (double LogLoss, double Accuracy, double Destination) Add(string target, string model, IReadOnlyList<Move> moves, float[][] probabilities)
    {
        var rows = moves.Zip(probabilities).ToArray();
        var logLoss = rows.Average(row => -Math.Log(Math.Max(row.Second[row.First.To - 1], 1e-15)));
        var accuracy = rows.Average(row => Best(row.Second, 0) == row.First.To ? 1.0 : 0.0);
        var destination = rows.Where(row => row.First.To != row.First.From).Average(row => Best(row.Second, row.First.From) == row.First.To ? 1.0 : 0.0);
        _table.AddRow(target, model, $"{logLoss:f4}", $"{accuracy:f4}", $"{destination:f4}");
        return (logLoss, accuracy, destination);
    }

    /// <summary>Adds the root mean squared error of numbers.</summary>
    public double Add(string target, string model, float[] truth, float[] predictions)
    {
        var error = Math.Sqrt(truth.Zip(predictions, (y, prediction) => Math.Pow(y - prediction, 2)).Average());
        _table.AddRow(target, model, string.Empty, string.Empty, string.Empty, $"{error:f4}");
        return error;
    }

    public void Show() => AnsiConsole.Write(_table);

    private static uint Best(float[] probabilities, uint except) =>
        (uint)Enumerable.Range(1, probabilities.Length).Where(key => key != except).MaxBy(key => probabilities[key - 1]);
}
