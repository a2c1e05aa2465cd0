using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.MLNetContract.Tests;

[TestClass]
public class PredictionEngineTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void Predict_Twice_MakesGettersOnceAndComputesOncePerCall()
    {
        var transformer = new DoublingTransformer("");
        using var engine = _context.Model.CreatePredictionEngine<Rows.Number, Rows.Doubled>(transformer);

        Assert.AreEqual(6f, engine.Predict(new() { A = 3 }).B);
        Assert.AreEqual(8f, engine.Predict(new() { A = 4 }).B);
        Assert.AreEqual(1, transformer.GettersMade);
        Assert.AreEqual(2, transformer.Computed);
    }

    [TestMethod]
    public void Predict_OutputThatIsNotAskedFor_IsNotComputed()
    {
        var transformer = new DoublingTransformer("");
        using var engine = _context.Model.CreatePredictionEngine<Rows.Number, Rows.Number>(transformer);

        Assert.AreEqual(3f, engine.Predict(new() { A = 3 }).A);
        Assert.AreEqual(0, transformer.Computed);
    }

    [TestMethod]
    public void Position_AdvancesWithEveryPrediction()
    {
        var transformer = new PositionTransformer();
        using var engine = _context.Model.CreatePredictionEngine<Rows.Number, PositionTransformer.Output>(transformer);

        Assert.AreEqual(0, engine.Predict(new()).Position);
        Assert.AreEqual(1, engine.Predict(new()).Position);
    }

    [TestMethod]
    public void OutputSchema_OfEngine_HasTheAddedColumn()
    {
        using var engine = _context.Model.CreatePredictionEngine<Rows.Number, Rows.Doubled>(new DoublingTransformer(""));

        Assert.AreEqual(NumberDataViewType.Single, engine.OutputSchema["B"].Type);
    }

    [TestMethod]
    public void Dispose_OfEngine_DisposesTheTransformer()
    {
        var transformer = new PositionTransformer();
        _context.Model.CreatePredictionEngine<Rows.Number, PositionTransformer.Output>(transformer).Dispose();

        Assert.IsTrue(transformer.Disposed);
    }
}
