using System.Runtime.CompilerServices;

namespace NeuralTrainers.AutoML.Tests;

[TestClass]
public sealed class EnsembleRaceTests
{
    public static IEnumerable<object[]> Metrics => [["regression"], ["binary"], ["multiclass"]];

    [TestMethod]
    [DynamicData(nameof(Metrics))]
    public void Select_SeveralTrials_IsBetterThanTheBestAndItsMetricIsThatOfTheModel(string task)
    {
        var race = new Race(Metric(task));
        for (var seed = 1; seed <= 6; seed++)
        {
            race.Run(seed);
        }

        var ensemble = race.Select()!;

        Assert.HasCount(6, race.Entered.Candidates);
        Assert.IsLessThan(race.Records.Min(record => record.Loss), ensemble.Loss);
        Assert.AreEqual(Metric(task).IsMaximize ? -ensemble.Loss : ensemble.Loss, ensemble.Metric);
        Assert.AreEqual(ensemble.Metric, race.Evaluate(ensemble.Model), 1e-6);

        using var file = new MemoryStream();
        race.Context.Model.Save(ensemble.Model, race.Schema, file);
        file.Position = 0;
        Assert.AreEqual(ensemble.Metric, race.Evaluate(new MLContext().Model.Load(file, out _)), 1e-6);
    }

    [TestMethod]
    public void Select_MoreTrials_NeverGetsWorse()
    {
        var race = new Race(RaceMetric.Rmse, new EnsembleSelection { Candidates = 3 });
        var losses = new List<double>();
        for (var seed = 1; seed <= 8; seed++)
        {
            race.Run(seed, epochs: 20 * (1 + (seed % 4)));
            losses.Add(race.Select()?.Loss ?? double.MaxValue);
        }

        CollectionAssert.AreEqual(losses.OrderDescending().ToList(), losses);
    }

    [TestMethod]
    public void Add_MoreTrialsThanCandidates_KeepsTheBestAndFreesTheOthers()
    {
        var race = new Race(RaceMetric.Rmse, new EnsembleSelection { Candidates = 2 });
        List<WeakReference> models = [.. Enumerable.Range(1, 5).Select(seed => Model(race, seed))];

        CollectionAssert.AreEqual(
            race.Records.OrderBy(record => record.Loss).Take(2).ToList(), race.Entered.Candidates.Select(candidate => candidate.Record).ToList());
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.HasCount(2, models.Where(model => model.IsAlive).ToList());
        GC.KeepAlive(race);
    }

    [TestMethod]
    public void Open_AfterAnEarlierRun_GoesOnWithItsModels()
    {
        var folder = Directory.CreateTempSubdirectory("race-");
        try
        {
            var log = Path.Combine(folder.FullName, "trials.jsonl");
            var options = new EnsembleSelection { Candidates = 4 };
            var first = new Race(RaceMetric.Rmse, options, log);
            for (var seed = 1; seed <= 5; seed++)
            {
                first.Run(seed);
            }

            Assert.HasCount(4, Directory.GetFiles(log + ".models"));
            File.WriteAllText(Path.Combine(log + ".models", "0123456789abcdef.zip"), "of a trial that was never logged");

            var second = new Race(RaceMetric.Rmse, options, log) { Earlier = first.Records };

            CollectionAssert.AreEqual(
                first.Entered.Candidates.Select(candidate => candidate.Record).ToList(), second.Entered.Candidates.Select(candidate => candidate.Record).ToList());
            Assert.HasCount(4, Directory.GetFiles(log + ".models"));
            Assert.AreEqual(first.Select()!.Metric, second.Select()!.Metric, 1e-6);
            Assert.AreEqual(second.Select()!.Metric, second.Evaluate(second.Select()!.Model), 1e-6);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public void Open_DamagedModel_NamesTheFileAndTheRemedy()
    {
        var folder = Directory.CreateTempSubdirectory("race-");
        try
        {
            var log = Path.Combine(folder.FullName, "trials.jsonl");
            var first = new Race(RaceMetric.Rmse, logPath: log);
            first.Run(1);
            var path = Directory.GetFiles(log + ".models").Single();
            File.WriteAllText(path, "not a model");

            var error = Assert.ThrowsExactly<InvalidDataException>(() => new Race(RaceMetric.Rmse, logPath: log) { Earlier = first.Records }.Select());

            StringAssert.Contains(error.Message, path);
            StringAssert.Contains(error.Message, "Delete it");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static RaceMetric Metric(string task) => task switch
    {
        "regression" => RaceMetric.Rmse,
        "binary" => RaceMetric.Auc,
        _ => RaceMetric.LogLoss,
    };

    // In a method of its own, so that nothing of it stays on the test's stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Model(Race race, int seed)
    {
        var record = race.Run(seed);
        var candidate = race.Entered.Candidates.FirstOrDefault(candidate => candidate.Record == record);
        return new WeakReference(candidate?.Steps[^1]);
    }
}
