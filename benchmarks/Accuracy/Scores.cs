using System.Numerics.Tensors;
using Microsoft.ML;
using NeuralTrainers.Networks;

namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>Scores test rows and measures how good the scores are.</summary>
internal static class Scores
{
    private const int BlockRows = 1024;

    /// <summary>The network's score of each row, by the managed scorer.</summary>
    public static float[] Of(TrainedNetwork network, TrainingTable rows)
    {
        var session = network.CreateScorer().CreateSession(BlockRows);
        var batch = new Batch(rows.Shape, BlockRows);
        var scores = new float[rows.RowCount];
        for (var start = 0; start < scores.Length; start += BlockRows)
        {
            int[] numbers = [.. Enumerable.Range(start, Math.Min(BlockRows, scores.Length - start))];
            rows.Read(numbers, batch);
            session.Input.Clear();
            for (var row = 0; row < batch.Count; row++)
            {
                session.Input.AddRow();
            }

            batch.Numerics.CopyTo(session.Input.Numerics);
            batch.Categories.CopyTo(session.Input.Categories);
            session.Run();
            session.Outputs(0).CopyTo(scores.AsSpan(start));
        }

        return scores;
    }

    /// <summary>The column of scores that a model added.</summary>
    public static float[] Of(IDataView scored)
    {
        var column = scored.Schema["Score"];
        var scores = new List<float>();
        using var cursor = scored.GetRowCursor([column]);
        var getter = cursor.GetGetter<float>(column);
        var score = 0f;
        while (cursor.MoveNext())
        {
            getter(ref score);
            scores.Add(score);
        }

        return [.. scores];
    }

    /// <summary>The metrics by name: <c>auc</c> and <c>accuracy</c>, or <c>rmse</c> and <c>mae</c>.</summary>
    public static IReadOnlyDictionary<string, double> Measure(TargetKind target, float[] scores, float[] labels) => target == TargetKind.Binary
        ? new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["auc"] = AreaUnderRocCurve(scores, labels),
            ["accuracy"] = scores.Zip(labels).Average(pair => (pair.First > 0) == (pair.Second > 0.5f) ? 1d : 0d),
        }
        : new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["rmse"] = TensorPrimitives.Distance<float>(scores, labels) / Math.Sqrt(labels.Length),
            ["mae"] = scores.Zip(labels).Average(pair => Math.Abs(pair.First - (double)pair.Second)),
        };

    // The mean rank of the positive rows (Mann and Whitney); ties share their mean rank.
    private static double AreaUnderRocCurve(float[] scores, float[] labels)
    {
        var sorted = (float[])scores.Clone();
        var ordered = (float[])labels.Clone();
        Array.Sort(sorted, ordered);
        double rankSum = 0;
        for (var start = 0; start < sorted.Length;)
        {
            var end = start;
            while (end < sorted.Length && sorted[end].Equals(sorted[start]))
            {
                end++;
            }

            rankSum += ordered[start..end].Sum(label => (double)label) * (start + 1 + end) / 2;
            start = end;
        }

        var positives = ordered.Sum(label => (double)label);
        return (rankSum - (positives * (positives + 1) / 2)) / (positives * (labels.Length - positives));
    }
}
