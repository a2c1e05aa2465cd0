namespace NeuralTrainers.DataView.Tests;

[TestClass]
public class RowMapperTests
{
    [TestMethod]
    public void GetRow_ReadTwice_ScoresOncePerRow()
    {
        var model = new SumModel();
        var data = Data.Count(3);
        var mapper = new RowMapper(
            new ScoringMap(
            data.Schema, model, [SumModel.Score, ScoreColumn.Probability("Probability", DataViewSchema.Annotations.Empty, 0)]));
        using var cursor = data.GetRowCursor(data.Schema);
        using var row = mapper.GetRow(cursor, mapper.OutputSchema);
        var score = row.GetGetter<float>(mapper.OutputSchema["Score"]);
        var probability = row.GetGetter<float>(mapper.OutputSchema["Probability"]);
        float value = 0;
        while (cursor.MoveNext())
        {
            score(ref value);
            Assert.AreEqual(cursor.Position, value);
            probability(ref value);
        }

        Assert.AreEqual(3, model.Rows);
        Assert.AreEqual(1 / (1 + MathF.Exp(-2)), value, 1e-6f);
    }

    [TestMethod]
    public void GetRow_OfAnotherSchema_Throws()
    {
        var mapper = new RowMapper(new ScoringMap(Data.Count(1).Schema, new SumModel(), [SumModel.Score]));
        using var cursor = Data.Count(1).GetRowCursor([]);

        Assert.Throws<ArgumentException>(() => mapper.GetRow(cursor, []));
    }

    [TestMethod]
    public void GetDependencies_OfColumns_AreWhatTheyNeed()
    {
        var data = Data.Count(1);
        var mapper = new RowMapper(new ScoringMap(data.Schema, new SumModel(), [SumModel.Score]));

        Assert.IsEmpty(mapper.GetDependencies([]));
        CollectionAssert.AreEqual(new[] { "Name" }, Names(mapper.OutputSchema["Name"]));
        CollectionAssert.AreEquivalent(new[] { "Features", "City" }, Names(mapper.OutputSchema["Score"]));

        string[] Names(params DataViewSchema.Column[] columns) => [.. mapper.GetDependencies(columns).Select(column => column.Name)];
    }

    [TestMethod]
    public void OutputSchema_AColumnOfTheSameName_HidesIt()
    {
        var data = Data.Count(1);
        var map = new ScoringMap(data.Schema, new SumModel(), [ScoreColumn.Number("Label", DataViewSchema.Annotations.Empty, 0)]);

        Assert.AreEqual(data.Schema.Count, map.OutputSchema["Label"].Index);
        Assert.IsTrue(map.OutputSchema[data.Schema["Label"].Index].IsHidden);
    }
}
