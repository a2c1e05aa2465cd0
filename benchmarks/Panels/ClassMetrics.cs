namespace NeuralTrainers.Benchmarks.Panels;

/// <summary>How good probabilities of the next class are.</summary>
/// <param name="LogLoss">The mean of -log P of the true class.</param>
/// <param name="Accuracy">The share of rows whose most probable class is the true one.</param>
/// <param name="Destination">The same among the rows whose class changed, the previous class left out.</param>
internal sealed record ClassMetrics(double LogLoss, double Accuracy, double Destination) : IMetrics
{
    public IReadOnlyList<(string Name, double Value)> Values => [("log-loss", LogLoss), ("accuracy", Accuracy), ("destination", Destination)];

    /// <summary>Of some rows.</summary>
    /// <param name="labels">The true keys.</param>
    /// <param name="previous">The previous keys.</param>
    /// <param name="probabilities">The probabilities of the classes.</param>
    public static ClassMetrics Of(uint[] labels, uint[] previous, float[][] probabilities)
    {
        var (loss, right, moved, found) = (0d, 0, 0, 0);
        for (var row = 0; row < labels.Length; row++)
        {
            var truth = (int)labels[row] - 1;
            var current = (int)previous[row] - 1;
            loss -= Math.Log(Math.Max(probabilities[row][truth], 1e-15));
            right += Best(probabilities[row], except: -1) == truth ? 1 : 0;
            if (truth != current)
            {
                moved++;
                found += Best(probabilities[row], except: current) == truth ? 1 : 0;
            }
        }

        return new ClassMetrics(loss / labels.Length, (double)right / labels.Length, (double)found / moved);
    }

    private static int Best(float[] probabilities, int except) =>
        Enumerable.Range(0, probabilities.Length).Where(k => k != except).MaxBy(k => probabilities[k]);
}
