using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.MLNetContract.Tests;

[TestClass]
public class ChainTests
{
    [TestMethod]
    public void Fit_OfChain_AsksForShapesFirst()
    {
        var first = new DoublingEstimator();
        var last = new DoublingEstimator();

        var model = first.Append(last).Fit(Rows.Of(1));

        Assert.AreEqual("fitted", model.LastTransformer.Model);
        CollectionAssert.AreEqual(new[] { "GetOutputSchema", "Fit" }, first.Calls);
        CollectionAssert.AreEqual(new[] { "GetOutputSchema", "Fit" }, last.Calls);
    }

    [TestMethod]
    public void Transform_IsLazy()
    {
        var transformer = new DoublingTransformer("");
        var data = new TransformerChain<DoublingTransformer>(transformer).Transform(Rows.Of(1, 2));
        Assert.AreEqual(0, transformer.Computed);

        Rows.Read<float>(data, "A");
        Assert.AreEqual(0, transformer.Computed);

        CollectionAssert.AreEqual(new[] { 2f, 4f }, Rows.Read<float>(data, "B").ToArray());
        Assert.AreEqual(2, transformer.Computed);
    }

    [TestMethod]
    public void GetRowToRowMapper_RowOfOtherSchema_IsRefused()
    {
        ITransformer chain = new TransformerChain<DoublingTransformer>(new DoublingTransformer(""));
        var mapper = chain.GetRowToRowMapper(Rows.Of(1).Schema);
        using var other = Rows.Of(1).GetRowCursor([]);

        Assert.Throws<ArgumentException>(() => mapper.GetRow(other, []));
    }

    [TestMethod]
    public void GetRowToRowMapper_OfChain_NeedsWhatTheStepsNeed()
    {
        ITransformer chain = new TransformerChain<ITransformer>(new DoublingTransformer(""), new DoublingTransformer(""));
        var mapper = chain.GetRowToRowMapper(Rows.Of(1).Schema);

        Assert.AreEqual("A", mapper.GetDependencies([mapper.OutputSchema["B"]]).Single().Name);
        Assert.HasCount(0, mapper.GetDependencies([]).ToArray());
    }
}
