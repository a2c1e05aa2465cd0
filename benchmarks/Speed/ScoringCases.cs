using NeuralTrainers.Networks;

namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>Scoring by the bare engine, one row at a time and in blocks.</summary>
internal static class ScoringCases
{
    private const int TableRows = 1 << 20;

    public static IEnumerable<SpeedCase> All(int threads)
    {
        const double flops = 2d * ((64 * 256) + (256 * 256) + 256);
        yield return new SpeedCase("score.row", Row) { CallsPerSample = 100 };
        foreach (var size in (int[])[1024, 65_536])
        {
            yield return new SpeedCase($"score.block.{size}", () => Block(size, threads)) { Rows = size, Flops = size * flops };
        }

        yield return new SpeedCase("score.onethread.65536", () => Block(65_536, 1)) { Rows = 65_536 };
    }

    private static NetworkScorer Scorer()
    {
        var settings = new TrainingSettings { MaximumEpochs = 1, ThreadCount = 1 };
        return NetworkTrainer.Train(Subjects.Mlp, Subjects.Table(Subjects.Mlp, 256), null, settings).CreateScorer();
    }

    private static Prepared Row()
    {
        var rows = Features(1000);
        var session = Scorer().CreateSession(1);
        var next = 0;
        return new Prepared(() =>
        {
            session.Input.Clear();
            session.Input.AddRow();
            rows.AsSpan(next * 64, 64).CopyTo(session.Input.NumericRow(0));
            session.Run();
            next = next == 999 ? 0 : next + 1;
        });
    }

    private static Prepared Block(int size, int threads)
    {
        var rows = Features(TableRows);
        var session = Scorer().CreateSession(size, threads);
        var start = 0;
        return new Prepared(() =>
        {
            session.Input.Clear();
            session.Input.AddRows(size);
            rows.AsSpan(start * 64, size * 64).CopyTo(session.Input.Numerics);
            session.Run();
            start = (start + size) % TableRows;
        });
    }

    private static float[] Features(int rows)
    {
        var values = new float[rows * 64];
        new RandomStream(1, 3).FillUniform(values, 0);
        return values;
    }
}
