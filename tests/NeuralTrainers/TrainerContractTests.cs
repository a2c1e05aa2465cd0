using KeyOrdinality = Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality;

namespace NeuralTrainers.Tests;

/// <summary>What every trainer keeps to as a citizen of ML.NET, beside what every transformer does.</summary>
[TestClass]
public class TrainerContractTests
{
    private readonly MLContext _context = new(1);

    public static IEnumerable<object[]> Trainers => TrainerCase.AllColumns;

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Transform_ScoreColumns_CarryTheAnnotationsOfScorers(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var data = People.Data(_context, People.Make(50));
        var schema = trainer.Fit(data).GetOutputSchema(data.Schema);
        var tasks = new List<TrainerCase>();

        foreach (var column in schema.Skip(data.Schema.Count))
        {
            var (task, name) = trainer.SingleTaskOf(column.Name);
            tasks = [.. tasks.Append(task).Distinct()];
            var kind = task.Kind == "Regression" ? "Regression" : $"{task.Kind}Classification";
            Assert.AreEqual(kind, Text(column, "ScoreColumnKind"));
            var expected = name == "PredictedLabel" ? name : name.EndsWith("Probability", StringComparison.Ordinal) ? "Probability" : "Score";
            Assert.AreEqual(expected, Text(column, "ScoreValueKind"));
            uint set = 0;
            column.Annotations.GetValue("ScoreColumnSetId", ref set);
            Assert.AreEqual((uint)tasks.IndexOf(task) + 1, set);
        }

        static string Text(DataViewSchema.Column column, string kind)
        {
            ReadOnlyMemory<char> text = default;
            column.Annotations.GetValue(kind, ref text);
            return text.ToString();
        }
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Transform_OfScoredData_StartsANewSetOfScoreColumns(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var data = People.Data(_context, People.Make(50));
        var transformer = trainer.Fit(data);
        var twice = transformer.GetOutputSchema(transformer.GetOutputSchema(data.Schema));

        uint set = 0;
        twice[trainer.Column("Score")].Annotations.GetValue("ScoreColumnSetId", ref set);

        Assert.AreEqual(trainer == TrainerCase.MultiTask ? 4u : 2u, set);
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Save_LoadedInAnotherContext_ScoresBitIdentically(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var people = _context.Data.LoadFromEnumerable(People.Make(300));
        var data = People.Preparation(_context).Transform(people);
        var transformer = trainer.Fit(data);
        var chain = People.Preparation(_context).Append(transformer);
        using var file = new MemoryStream();

        _context.Model.Save(chain, people.Schema, file);
        file.Position = 0;
        var loaded = new MLContext().Model.Load(file, out _);

        CollectionAssert.AreEqual(Scores.Bits(Scores.Of(transformer.Transform(data))), Scores.Bits(Scores.Of(loaded.Transform(people))));
        var again = (NeuralTransformer)((IEnumerable<ITransformer>)loaded).Last();
        Assert.AreEqual(transformer.GetType(), again.GetType());
        CollectionAssert.AreEqual(Scores.Weights(transformer), Scores.Weights(again));
        CollectionAssert.AreEqual(
            transformer.Model.GetEmbedding("CityKey").Values.ToArray(), again.Model.GetEmbedding("CityKey").Values.ToArray());
        Assert.HasCount(transformer.Model.TrainingHistory.Epochs.Count, again.Model.TrainingHistory.Epochs);
        Assert.AreEqual(transformer.FeatureColumnName, again.FeatureColumnName);
        Assert.AreEqual(transformer.FeatureColumnType, again.FeatureColumnType);
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Transform_DataWithoutLabelAndWeight_Scores(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var data = People.Data(_context, People.Make(50));
        var transformer = trainer.Fit(data, options => options.ExampleWeightColumnName = "Weight");
        var unlabeled = _context.Transforms.DropColumns(
            nameof(Person.Income), nameof(Person.IsRich), "JobKey", nameof(Person.Job), "Weight").Fit(data).Transform(data);

        CollectionAssert.AreEqual(Scores.Of(transformer.Transform(data)), Scores.Of(transformer.Transform(unlabeled)));
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Append_InAPipeline_FitsAndScores(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var people = _context.Data.LoadFromEnumerable(People.Make(100));
        var pipeline = _context.Transforms.Conversion.MapValueToKey("CityKey", "City")
            .Append(_context.Transforms.Conversion.MapValueToKey("JobKey", "Job", keyOrdinality: KeyOrdinality.ByValue))
            .Append(_context.Transforms.Conversion.MapValueToKey("JobBeforeKey", "JobBefore", keyOrdinality: KeyOrdinality.ByValue))
            .Append(trainer.Create(_context));

        var scores = Scores.Of(pipeline.Fit(people).Transform(people));

        Assert.IsTrue(scores.All(float.IsFinite));
    }

    [TestMethod]
    [DynamicData(nameof(Trainers))]
    public void Info_OfTrainer_WantsNeitherNormalizationNorCaching(TrainerCase trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        var info = trainer.Create(_context).Info;

        Assert.IsFalse(info.NeedNormalization);
        Assert.IsFalse(info.WantCaching);
    }
}
