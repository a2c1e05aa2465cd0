namespace NeuralTrainers.Benchmarks.Panels;

/// <summary>What knows the previous value only.</summary>
internal static class Baselines
{
    /// <summary>The class stays with the share of training rows that did; all others are as likely as one another.</summary>
    public static ClassMetrics Persistence(Rows rows, string target)
    {
        var (labels, previous) = Keys(rows.Train, target);
        var stays = labels.Zip(previous, (after, before) => after == before ? 1d : 0).Average();
        var classes = (int)labels.Max();
        return Measure(rows.Test, target, before => [.. Enumerable.Range(1, classes).Select(
            after => (float)(after == before ? stays : (1 - stays) / (classes - 1)))]);
    }

    /// <summary>A Markov chain: the frequencies of the training rows, each plus one.</summary>
    public static ClassMetrics Markov(Rows rows, string target)
    {
        var (labels, previous) = Keys(rows.Train, target);
        var classes = (int)labels.Max();
        var counts = Enumerable.Range(0, classes + 1).Select(_ => Enumerable.Repeat(1f, classes).ToArray()).ToArray();
        foreach (var (after, before) in labels.Zip(previous))
        {
            counts[before][after - 1]++;
        }

        return Measure(rows.Test, target, before => [.. counts[before].Select(count => count / counts[before].Sum())]);
    }

    /// <summary>The number stays as it is.</summary>
    public static NumberMetrics LastValue(Rows rows, string target) =>
        NumberMetrics.Of(Columns.Read<float>(rows.Test, target), Columns.Read<float>(rows.Test, $"{target}Lag1"));

    /// <summary>The least-squares line through the last value.</summary>
    public static NumberMetrics Ar1(Rows rows, string target)
    {
        var (y, x) = (Columns.Read<float>(rows.Train, target), Columns.Read<float>(rows.Train, $"{target}Lag1"));
        var (meanY, meanX) = (y.Average(v => (double)v), x.Average(v => (double)v));
        var slope = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
        return NumberMetrics.Of(
            Columns.Read<float>(rows.Test, target),
            Columns.Read<float>(rows.Test, $"{target}Lag1").Select(before => (float)(meanY + (slope * (before - meanX)))));
    }

    private static ClassMetrics Measure(IDataView test, string target, Func<uint, float[]> predict)
    {
        var (labels, previous) = Keys(test, target);
        return ClassMetrics.Of(labels, previous, Array.ConvertAll(previous, before => predict(before)));
    }

    private static (uint[] Labels, uint[] Previous) Keys(IDataView data, string target) =>
        (Columns.Read<uint>(data, target), Columns.Read<uint>(data, $"{target}Lag1"));
}
