using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace NeuralTrainers.MLNetContract.Tests;

[TestClass]
public class FeaturizerTests
{
    private static readonly Row[] Data =
    [
        new() { Text = "b", Number = 1, Pair = [2, 0] },
        new() { Text = "a", Number = 3, Pair = [4, 0] },
        new() { Text = "", Number = float.NaN, Pair = [6, 0] },
        new() { Text = "b", Number = 5, Pair = [0, 8] },
    ];

    private readonly MLContext _context = new(1);

    [TestMethod]
    [DataRow(ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence, "b,a", 1u, 2u)]
    [DataRow(ValueToKeyMappingEstimator.KeyOrdinality.ByValue, "a,b", 2u, 1u)]
    public void MapValueToKey_Text_NumbersValuesInTheOrderAskedFor(ValueToKeyMappingEstimator.KeyOrdinality order, string values, uint keyOfB, uint keyOfA)
    {
        var result = FitTransform(_context.Transforms.Conversion.MapValueToKey("Key", "Text", keyOrdinality: order));

        CollectionAssert.AreEqual(new[] { keyOfB, keyOfA, 0u, keyOfB }, Rows.Read<uint>(result, "Key").ToArray());
        Assert.IsTrue(new KeyDataViewType(typeof(uint), 2).Equals(result.Schema["Key"].Type));
        VBuffer<ReadOnlyMemory<char>> keyValues = default;
        result.Schema["Key"].GetKeyValues(ref keyValues);
        Assert.AreEqual(values, string.Join(',', keyValues.DenseValues()));
    }

    [TestMethod]
    public void MapValueToKey_ValueNotSeenInTraining_IsMissing()
    {
        var model = _context.Transforms.Conversion.MapValueToKey("Key", "Text").Fit(Load(Data));

        CollectionAssert.AreEqual(new[] { 0u }, Rows.Read<uint>(model.Transform(Load(new Row { Text = "c" })), "Key").ToArray());
    }

    [TestMethod]
    public void MapKeyToValue_MissingKey_IsEmptyText()
    {
        var result = FitTransform(_context.Transforms.Conversion.MapValueToKey("Key", "Text").Append(_context.Transforms.Conversion.MapKeyToValue("Back", "Key")));

        CollectionAssert.AreEqual(new[] { "b", "a", "", "b" }, Rows.Read<ReadOnlyMemory<char>>(result, "Back").Select(t => t.ToString()).ToArray());
    }

    [TestMethod]
    public void OneHotEncoding_Text_GivesNormalizedNamedIndicators()
    {
        var result = FitTransform(_context.Transforms.Categorical.OneHotEncoding("Hot", "Text"));
        var column = result.Schema["Hot"];

        CollectionAssert.AreEqual(
            new[] { "1,0", "0,1", "0,0", "1,0" }, Rows.Read<VBuffer<float>>(result, "Hot").Select(v => string.Join(',', v.DenseValues())).ToArray());
        Assert.IsTrue(column.IsNormalized());
        Assert.AreEqual("b,a", SlotNames(column));
    }

    [TestMethod]
    public void Concatenate_ScalarsAndVectors_JoinsValuesAndSlotNames()
    {
        var transforms = _context.Transforms;
        var result = FitTransform(transforms.Categorical.OneHotEncoding("Hot", "Text").Append(transforms.Concatenate("Features", "Number", "Hot")));

        Assert.AreEqual("3,0,1", string.Join(',', Rows.Read<VBuffer<float>>(result, "Features")[1].DenseValues()));
        Assert.AreEqual("Number,Hot.b,Hot.a", SlotNames(result.Schema["Features"]));
        Assert.IsFalse(result.Schema["Features"].IsNormalized());
    }

    [TestMethod]
    public void Concatenate_NormalizedColumns_IsNormalized()
    {
        var transforms = _context.Transforms;
        var result = FitTransform(
            transforms.Categorical.OneHotEncoding("Hot", "Text").Append(transforms.NormalizeMinMax("Number")).Append(transforms.Concatenate("Features", "Number", "Hot")));

        Assert.IsTrue(result.Schema["Features"].IsNormalized());
    }

    [TestMethod]
    public void Concatenate_MostlyIndicators_StaysSparse()
    {
        var rows = Enumerable.Range(0, 20).Select(i => new Row { Text = $"t{i}", Number = i, Pair = [0, 0] }).ToArray();
        var transforms = _context.Transforms;
        var data = Load(rows);
        var result = transforms.Categorical.OneHotEncoding("Hot", "Text").Append(transforms.Concatenate("Features", "Hot", "Number")).Fit(data).Transform(data);
        var features = Rows.Read<VBuffer<float>>(result, "Features")[3];

        Assert.IsFalse(features.IsDense);
        CollectionAssert.AreEqual(new[] { 3, 20 }, features.GetIndices().ToArray());
        CollectionAssert.AreEqual(new[] { 1f, 3f }, features.GetValues().ToArray());
    }

    [TestMethod]
    public void Concatenate_DifferentItemTypes_FailsBeforeDataAreRead()
    {
        var pipeline = _context.Transforms.Concatenate("Features", "Number", "Text").Append(_context.Transforms.CopyColumns("Copy", "Features"));

        Assert.Throws<InvalidOperationException>(() => pipeline.Fit(Load(Data)));
    }

    [TestMethod]
    public void NormalizeMeanVariance_ByDefault_KeepsZeroAndDividesByTheRootMeanSquare()
    {
        var result = FitTransform(_context.Transforms.NormalizeMeanVariance("Normalized", "Number"));

        // NaN is left out: 1, 3 and 5 have the mean square 35 / 3.
        AssertClose([1 / MathF.Sqrt(35f / 3), 3 / MathF.Sqrt(35f / 3), float.NaN, 5 / MathF.Sqrt(35f / 3)], Rows.Read<float>(result, "Normalized"));
        Assert.IsTrue(result.Schema["Normalized"].IsNormalized());
    }

    [TestMethod]
    public void NormalizeMeanVariance_FixZeroOff_CentersAndDividesByTheDeviation()
        => AssertClose(
            [-2 / MathF.Sqrt(8f / 3), 0, float.NaN, 2 / MathF.Sqrt(8f / 3)],
            Rows.Read<float>(FitTransform(_context.Transforms.NormalizeMeanVariance("Normalized", "Number", fixZero: false)), "Normalized"));

    [TestMethod]
    [DataRow(true, 0.2f, 0.6f, 1f)]
    [DataRow(false, 0f, 0.5f, 1f)]
    public void NormalizeMinMax_Number_FillsTheRange(bool fixZero, float first, float second, float last)
        => AssertClose(
            [first, second, float.NaN, last], Rows.Read<float>(FitTransform(_context.Transforms.NormalizeMinMax("Normalized", "Number", fixZero: fixZero)), "Normalized"));

    [TestMethod]
    public void NormalizeMinMax_Vector_TreatsEachSlotAlone()
        => Assert.AreEqual("0,1", string.Join(',', Rows.Read<VBuffer<float>>(FitTransform(_context.Transforms.NormalizeMinMax("Pair")), "Pair")[3].DenseValues()));

    [TestMethod]
    [DataRow(MissingValueReplacingEstimator.ReplacementMode.DefaultValue, 0f)]
    [DataRow(MissingValueReplacingEstimator.ReplacementMode.Mean, 3f)]
    public void ReplaceMissingValues_NaN_BecomesWhatTheModeSays(MissingValueReplacingEstimator.ReplacementMode mode, float expected)
        => AssertClose(
            [1, 3, expected, 5], Rows.Read<float>(FitTransform(_context.Transforms.ReplaceMissingValues("Full", "Number", mode)), "Full"));

    [TestMethod]
    public void DropColumns_ColumnThatHidesAnother_DropsBoth()
    {
        var result = FitTransform(_context.Transforms.NormalizeMinMax("Number").Append(_context.Transforms.DropColumns("Number")));

        Assert.IsNull(result.Schema.GetColumnOrNull("Number"));
        Assert.IsFalse(result.Schema.Any(c => c.Name == "Number"));
    }

    [TestMethod]
    public void SaveAndLoad_Pipeline_GivesTheSameNumbers()
    {
        var transforms = _context.Transforms;
        var data = Load(Data);
        var pipeline = transforms.Categorical.OneHotEncoding("Hot", "Text")
            .Append(transforms.ReplaceMissingValues("Full", "Number", MissingValueReplacingEstimator.ReplacementMode.Mean))
            .Append(transforms.NormalizeMeanVariance("Full", "Full", fixZero: false))
            .Append(transforms.Concatenate("Features", "Full", "Hot", "Pair"))
            .Append(transforms.Conversion.MapValueToKey("Key", "Text"))
            .Append(transforms.DropColumns("Hot"));
        var model = pipeline.Fit(data);
        using var stream = new MemoryStream();
        _context.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out _).Transform(data);
        var fitted = model.Transform(data);

        CollectionAssert.AreEqual(Features(fitted), Features(loaded));
        CollectionAssert.AreEqual(Rows.Read<uint>(fitted, "Key").ToArray(), Rows.Read<uint>(loaded, "Key").ToArray());
        Assert.AreEqual(SlotNames(fitted.Schema["Features"]), SlotNames(loaded.Schema["Features"]));

        static string[] Features(IDataView data) => [.. Rows.Read<VBuffer<float>>(data, "Features").Select(v => string.Join(',', v.DenseValues()))];
    }

    [TestMethod]
    public void PredictionEngine_Featurizers_WorkRowByRow()
    {
        var transforms = _context.Transforms;
        var model = transforms.Categorical.OneHotEncoding("Hot", "Text").Append(transforms.Concatenate("Features", "Number", "Hot")).Fit(Load(Data));
        using var engine = _context.Model.CreatePredictionEngine<Row, Featurized>(model);

        CollectionAssert.AreEqual(new[] { 7f, 0f, 1f }, engine.Predict(new Row { Text = "a", Number = 7, Pair = [0, 0] }).Features);
    }

    private static string SlotNames(DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return string.Join(',', names.DenseValues());
    }

    private static void AssertClose(float[] expected, IReadOnlyList<float> actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 1e-6f);
        }
    }

    private IDataView Load(params Row[] rows) => _context.Data.LoadFromEnumerable(rows);

    private IDataView FitTransform(IEstimator<ITransformer> estimator) => estimator.Fit(Load(Data)).Transform(Load(Data));

    private sealed class Row
    {
        public string Text { get; set; }

        public float Number { get; set; }

        [VectorType(2)]
        public float[] Pair { get; set; }
    }

    private sealed class Featurized
    {
        public float[] Features { get; set; }
    }
}
