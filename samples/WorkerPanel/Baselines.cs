namespace NeuralTrainers.Samples;

/// <summary>Predictions from the previous value alone.</summary>
internal static class Baselines
{
    /// <summary>Stays with the share of the training moves that did; all other classes are as likely as one another.</summary>
    public static float[][] Persistence(IReadOnlyList<Move> train, IReadOnlyList<Move> test, int classes)
    {
        var stays = (float)train.Average(move => move.To == move.From ? 1.0 : 0.0);
        return [.. test.Select(move => Enumerable.Range(1, classes).Select(to => to == move.From ? stays : (1 - stays) / (classes - 1)).ToArray())];
    }

    /// <summary>A Markov chain: the frequencies of the training moves, each plus one.</summary>
    public static float[][] Markov(IReadOnlyList<Move> train, IReadOnlyList<Move> test, int classes)
    {
        var counts = train.CountBy(move => (move.From, move.To)).ToDictionary();
        var rows = Enumerable.Range(0, classes + 1).Select(from =>
        {
            float[] row = [.. Enumerable.Range(1, classes).Select(to => 1f + counts.GetValueOrDefault(((uint)from, (uint)to)))];
            return Array.ConvertAll(row, count => count / row.Sum());
        }).ToArray();
        return [.. test.Select(move => rows[move.From])];
    }

    /// <summary>An autoregression of order 1: the least-squares line through the previous values.</summary>
    public static float[] Ar1(float[] before, float[] after, float[] test)
    {
        var (meanBefore, meanAfter) = (before.Average(), after.Average());
        var slope = before.Zip(after, (x, y) => (x - meanBefore) * (y - meanAfter)).Sum() / before.Sum(x => (x - meanBefore) * (x - meanBefore));
        return [.. test.Select(x => meanAfter + (slope * (x - meanBefore)))];
    }
}
