using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.MLNetContract.Tests;

[TestClass]
public class EvaluatorTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void RegressionEvaluate_LabelOrScoreNaN_LeavesTheRowOut()
    {
        var metrics = _context.Regression.Evaluate(Load(
            new RegressionRow { Label = 1, Score = 2 },
            new RegressionRow { Label = 2, Score = 2 },
            new RegressionRow { Label = 6, Score = 3 },
            new RegressionRow { Label = float.NaN, Score = 100 },
            new RegressionRow { Label = 100, Score = float.NaN }));

        Assert.AreEqual(4.0 / 3, metrics.MeanAbsoluteError, 1e-9);
        Assert.AreEqual(10.0 / 3, metrics.MeanSquaredError, 1e-9);
        Assert.AreEqual(Math.Sqrt(10.0 / 3), metrics.RootMeanSquaredError, 1e-9);
        Assert.AreEqual(10.0 / 3, metrics.LossFunction, 1e-9);
        Assert.AreEqual(1 - (10.0 / 14), metrics.RSquared, 1e-9);
    }

    [TestMethod]
    public void RegressionEvaluate_LabelDouble_Throws()
        => Assert.Throws<ArgumentOutOfRangeException>(() => _context.Regression.Evaluate(Load(new DoubleRow())));

    [TestMethod]
    public void BinaryEvaluate_ScoresAndProbabilities_GivesLossInBitsAndThresholdsTheScore()
    {
        var metrics = _context.BinaryClassification.Evaluate(Binary);

        // Positive is predicted where the score is above 0, whatever PredictedLabel says.
        Assert.AreEqual(0.75, metrics.Accuracy, 1e-9);
        Assert.AreEqual(1.0, metrics.PositivePrecision, 1e-9);
        Assert.AreEqual(0.5, metrics.PositiveRecall, 1e-9);
        Assert.AreEqual(2.0 / 3, metrics.F1Score, 1e-9);
        Assert.AreEqual(0.875, metrics.AreaUnderRocCurve, 1e-9);
        Assert.AreEqual((1 + 2 - Math.Log2(0.75) - Math.Log2(0.75)) / 4, metrics.LogLoss, 1e-6);
        Assert.AreEqual(1 - metrics.LogLoss, metrics.LogLossReduction, 1e-9);
    }

    [TestMethod]
    public void BinaryEvaluateNonCalibrated_NoProbability_GivesTheSameRanking()
    {
        var calibrated = _context.BinaryClassification.Evaluate(Binary);
        var metrics = _context.BinaryClassification.EvaluateNonCalibrated(_context.Transforms.DropColumns("Probability").Fit(Binary).Transform(Binary));

        Assert.AreEqual(calibrated.AreaUnderRocCurve, metrics.AreaUnderRocCurve);
        Assert.AreEqual(calibrated.AreaUnderPrecisionRecallCurve, metrics.AreaUnderPrecisionRecallCurve);
        Assert.AreEqual(calibrated.F1Score, metrics.F1Score);
    }

    [TestMethod]
    public void BinaryEvaluate_OneClassOnly_Throws()
        => Assert.Throws<ArgumentOutOfRangeException>(() => _context.BinaryClassification.Evaluate(_context.Data.TakeRows(Binary, 1)));

    [TestMethod]
    public void MulticlassEvaluate_Probabilities_GivesLossInNats()
    {
        var metrics = _context.MulticlassClassification.Evaluate(Multiclass);

        Assert.AreEqual(0.5, metrics.MicroAccuracy, 1e-9);
        Assert.AreEqual((0.5 + 1 + 0) / 3, metrics.MacroAccuracy, 1e-9);
        Assert.AreEqual(-(Math.Log(0.5) + Math.Log(0.25) + Math.Log(0.5) + Math.Log(0.25)) / 4, metrics.LogLoss, 1e-6);

        // The entropy of the labels 0, 0, 1 and 2.
        var entropy = -((0.5 * Math.Log(0.5)) + (0.5 * Math.Log(0.25)));
        Assert.AreEqual((entropy - metrics.LogLoss) / entropy, metrics.LogLossReduction, 1e-9);
    }

    [TestMethod]
    public void MulticlassEvaluate_LabelNotKey_Throws()
        => Assert.Throws<ArgumentOutOfRangeException>(() => _context.MulticlassClassification.Evaluate(Multiclass, labelColumnName: "Text"));

    [TestMethod]
    public void TrainTestSplit_SameSeed_SplitsInTheSameWay()
    {
        var data = Load([.. Enumerable.Range(0, 1000).Select(i => new Rows.Number { A = i })]);
        var first = _context.Data.TrainTestSplit(data, 0.25, seed: 7);
        var second = new MLContext(9).Data.TrainTestSplit(data, 0.25, seed: 7);
        var test = Rows.Read<float>(first.TestSet, "A").ToArray();

        CollectionAssert.AreEqual(test, Rows.Read<float>(second.TestSet, "A").ToArray());
        CollectionAssert.AreEquivalent(Rows.Read<float>(data, "A").ToArray(), Rows.Read<float>(first.TrainSet, "A").Concat(test).ToArray());

        // Drawn by ML.NET's own generator, so that figures measured on one source hold on the other.
        CollectionAssert.AreEqual(new[] { 3f, 16, 17, 19, 22, 32 }, test.Take(6).ToArray());
    }

    [TestMethod]
    public void TrainTestSplit_SamplingKey_KeepsRowsOfOneKeyTogether()
    {
        var data = Load([.. Enumerable.Range(0, 200).Select(i => new Keyed { Key = $"person {i / 4}", A = i })]);
        var split = _context.Data.TrainTestSplit(data, 0.3, samplingKeyColumnName: "Key", seed: 1);
        var train = Rows.Read<float>(split.TrainSet, "A").Select(i => (int)i / 4).Distinct().ToArray();
        var test = Rows.Read<float>(split.TestSet, "A").Select(i => (int)i / 4).Distinct().ToArray();

        Assert.IsEmpty(train.Intersect(test));
        Assert.AreEqual(50, train.Length + test.Length);
        CollectionAssert.AreEqual(new[] { 6, 9, 11, 13, 22, 28, 30, 33, 34, 40, 42, 44, 46 }, test);
    }

    [TestMethod]
    public void CrossValidate_Folds_TestEachRowOnce()
    {
        var data = Load([.. Enumerable.Range(0, 100).Select(i => new Rows.Number { A = i })]);
        var estimator = _context.Transforms.CopyColumns("Score", "A").Append(_context.Transforms.CopyColumns("Label", "A"));
        var results = _context.Regression.CrossValidate(data, estimator, numberOfFolds: 4, seed: 3);

        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3 }, results.Select(r => r.Fold).ToArray());
        Assert.IsTrue(results.All(r => r.Metrics.MeanAbsoluteError == 0));
        CollectionAssert.AreEquivalent(
            Rows.Read<float>(data, "A").ToArray(), results.SelectMany(r => Rows.Read<float>(r.ScoredHoldOutSet, "A")).ToArray());
    }

    [TestMethod]
    public void PermutationFeatureImportance_FeatureThatDecides_LosesAccuracy()
    {
        var random = new Random(1);
        var data = Load([.. Enumerable.Range(0, 200).Select(i => new ClassRow { Label = (uint)(i % 3), Scores = Scores(i % 3, random) })]);
        var model = new CopyingModel(_context, "Scores");
        var importance = _context.MulticlassClassification.PermutationFeatureImportance(model, data, permutationCount: 3);

        Assert.HasCount(3, importance);
        Assert.IsTrue(importance.All(i => i.MicroAccuracy.Mean < -0.1 && i.MicroAccuracy.Count == 3));

        static float[] Scores(int label, Random random) => [.. Enumerable.Range(0, 3).Select(i => (float)(random.NextDouble() * 0.1) + (i == label ? 0.5f : 0))];
    }

    private IDataView Binary => Load(
        new BinaryRow { Label = true, Score = 1, Probability = 0.5f, PredictedLabel = false },
        new BinaryRow { Label = true, Score = -1, Probability = 0.25f, PredictedLabel = true },
        new BinaryRow { Label = false, Score = -1, Probability = 0.25f },
        new BinaryRow { Label = false, Score = -2, Probability = 0.25f },
        new BinaryRow { Label = true, Score = float.NaN, Probability = 0.5f });

    private IDataView Multiclass => Load(
        new ClassRow { Text = "", Label = 0, Score = [0.5f, 0.25f, 0.25f] },
        new ClassRow { Text = "", Label = 0, Score = [0.25f, 0.5f, 0.25f] },
        new ClassRow { Text = "", Label = 1, Score = [0.25f, 0.5f, 0.25f] },
        new ClassRow { Text = "", Label = 2, Score = [0.5f, 0.25f, 0.25f] },
        new ClassRow { Text = "", Label = 9, Score = [0.5f, 0.25f, 0.25f] });

    private IDataView Load<T>(params T[] rows)
        where T : class
        => _context.Data.LoadFromEnumerable(rows);

    private sealed class RegressionRow
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }

    private sealed class DoubleRow
    {
        public double Label { get; set; }

        public float Score { get; set; }
    }

    private sealed class BinaryRow
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }
    }

    private sealed class ClassRow
    {
        public string Text { get; set; }

        [KeyType(3)]
        public uint Label { get; set; }

        [VectorType(3)]
        public float[] Score { get; set; }

        [VectorType(3)]
        public float[] Scores { get; set; }

        [KeyType(3)]
        public uint PredictedLabel { get; set; }
    }

    private sealed class Keyed
    {
        public string Key { get; set; }

        public float A { get; set; }
    }

    /// <summary>Takes its features for scores.</summary>
    private sealed class CopyingModel(MLContext context, string featureColumnName) : ISingleFeaturePredictionTransformer<object>
    {
        private readonly ITransformer _copy = context.Transforms.CopyColumns("Score", featureColumnName)
            .Fit(context.Data.LoadFromEnumerable([new ClassRow { Scores = [0, 0, 0] }]));

        public string FeatureColumnName => featureColumnName;

        public DataViewType FeatureColumnType => new VectorDataViewType(NumberDataViewType.Single, 3);

        public object Model => this;

        bool ITransformer.IsRowToRowMapper => true;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _copy.GetOutputSchema(inputSchema);

        public IDataView Transform(IDataView input) => _copy.Transform(input);

        IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => _copy.GetRowToRowMapper(inputSchema);

        void ICanSaveModel.Save(ModelSaveContext ctx) => _copy.Save(ctx);
    }
}
