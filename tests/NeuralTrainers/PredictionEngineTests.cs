namespace NeuralTrainers.Tests;

[TestClass]
public class PredictionEngineTests
{
    private readonly MLContext _context = new(1);

    public static IEnumerable<object[]> Trainers => TrainerCase.All;

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Predict_RowByRow_EqualsBatches(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var people = People.Make(100);
        var data = _context.Data.LoadFromEnumerable(people);
        var chain = People.Preparation(_context).Append(trainer.Fit(People.Data(_context, people)));
        var expected = Scores.Of(chain.Transform(data));

        float[] actual = trainer == TrainerCase.MultiTask ? [.. Predict<AllTasks>(chain, people).SelectMany(tasks => tasks.Scores)]
            : trainer.Kind == "Multiclass" ? [.. Predict<Classes>(chain, people).SelectMany(prediction => prediction.Score)]
            : [.. Predict<Number>(chain, people).Select(prediction => prediction.Score)];

        Assert.HasCount(expected.Length, actual);
        foreach (var (one, other) in expected.Zip(actual))
        {
            Assert.AreEqual(one, other, 1e-5f * (1 + MathF.Abs(one)));
        }
    }

    [TestMethod]
    public void Predict_ManyThreadsOverOneLoadedModel_EqualsOneThread()
    {
        const int Threads = 8;
        const int PerThread = 12_500;
        var people = People.Make(500);
        using var file = new MemoryStream();
        var fitted = People.Preparation(_context).Append(TrainerCase.Regression.Fit(People.Data(_context, people)));
        _context.Model.Save(fitted, _context.Data.LoadFromEnumerable(people).Schema, file);
        file.Position = 0;
        var loaded = new MLContext().Model.Load(file, out _);
        var expected = Predict<Number>(loaded, people).Select(prediction => prediction.Score).ToArray();

        var wrong = new int[Threads];
        var threads = Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            var engine = new MLContext().Model.CreatePredictionEngine<Person, Number>(loaded);
            var prediction = new Number();
            for (var i = 0; i < PerThread; i++)
            {
                var at = (i + (thread * 61)) % people.Length;
                engine.Predict(people[at], ref prediction);
                wrong[thread] += BitConverter.SingleToInt32Bits(prediction.Score) == BitConverter.SingleToInt32Bits(expected[at]) ? 0 : 1;
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        CollectionAssert.AreEqual(new int[Threads], wrong);
    }

    [TestMethod]
    public void Predict_Binary_FillsAllColumns()
    {
        var people = People.Make(100);
        var chain = People.Preparation(_context).Append(TrainerCase.Binary.Fit(People.Data(_context, people)));

        foreach (var prediction in Predict<Decision>(chain, people))
        {
            Assert.AreEqual(1 / (1 + MathF.Exp(-prediction.Score)), prediction.Probability, 1e-6f);
            Assert.AreEqual(prediction.Probability > 0.5f, prediction.PredictedLabel);
        }
    }

    private TPrediction[] Predict<TPrediction>(ITransformer transformer, Person[] people)
        where TPrediction : class, new()
    {
        using var engine = _context.Model.CreatePredictionEngine<Person, TPrediction>(transformer);
        return [.. people.Select(engine.Predict)];
    }

    internal class Number
    {
        public float Score { get; set; }
    }

    internal sealed class Decision : Number
    {
        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }
    }

    internal sealed class AllTasks
    {
        [ColumnName("Income.Score")]
        public float Income { get; set; }

        [ColumnName("IsRich.Score")]
        public float Rich { get; set; }

        [ColumnName("JobKey.Score")]
        public float[] Jobs { get; set; } = [];

        public IEnumerable<float> Scores => [Income, Rich, .. Jobs];
    }

    internal sealed class Classes
    {
        public float[] Score { get; set; } = [];
    }
}
