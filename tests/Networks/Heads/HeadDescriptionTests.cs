namespace NeuralTrainers.Networks.Tests;

[TestClass]
public class HeadDescriptionTests
{
    [TestMethod]
    public void Validate_ConditionsInACircle_NamesIt()
    {
        var message = Message(Head("a", "b"), Head("b"), Head("c", "e", "b"), Head("d", "c"), Head("e", "d"));

        Assert.Contains("'c' on 'e' on 'd' on 'c'", message);
    }

    [TestMethod]
    public void Validate_ConditionOnItself_NamesIt() => Assert.Contains("'a' on 'a'", Message(Head("a", "a")));

    [TestMethod]
    public void Validate_ConditionOnUnknownHead_NamesBothAndTheKnown()
    {
        var message = Message(Head("a", "z"), Head("b"));

        Assert.Contains("'a' is conditioned on 'z'", message);
        Assert.Contains("a, b", message);
    }

    [TestMethod]
    public void Validate_ConditionTwice_NamesIt() => Assert.Contains("'b' twice", Message(Head("a", "b", "b"), Head("b")));

    [TestMethod]
    public void Validate_AllHeadsAuxiliary_SaysSo() => Assert.Contains("auxiliary", Message(Head("a") with { IsAuxiliary = true }));

    [TestMethod]
    public void Validate_NameWithinTheNamesOfAnothersTensors_NamesBoth() => Assert.Contains("'a' and 'a.trunk.0'", Message(Head("a"), Head("a.trunk.0")));

    [TestMethod]
    [DataRow(0f)]
    [DataRow(-1f)]
    [DataRow(float.NaN)]
    public void Validate_WeightNotAboveZero_NamesIt(float weight)
    {
        Assert.Contains("Weight", Message(Head("a") with { Weight = weight }));
        Assert.Contains("ClassWeights", Message(Head("a") with { Loss = new BinaryCrossEntropyLoss(), ClassWeights = [1, weight] }));
    }

    [TestMethod]
    public void Validate_ClassWeightsThatDoNotFit_SaysWhy()
    {
        Assert.Contains("3 ClassWeights for 2 classes", Message(Head("a") with { Loss = new BinaryCrossEntropyLoss(), ClassWeights = [1, 2, 3] }));
        Assert.Contains("not single classes", Message(Head("a") with { ClassWeights = [1] }));
    }

    [TestMethod]
    public void Outputs_OfAuxiliaryHead_SaysSo()
    {
        var network = NetworkTrainer.Train(
            HeadSamples.Describe(HeadSamples.All["auxiliary"]), HeadSamples.Table(50), null, Tables.Settings(epochs: 1));
        var session = network.CreateScorer().CreateSession(1);
        session.Input.AddRow();
        session.Run();

        Assert.HasCount(1, session.Outputs(0).ToArray());
        Assert.Contains("'kind' is auxiliary", Assert.Throws<ArgumentException>(() => session.Outputs(1).ToArray()).Message);
    }

    private static string Message(params HeadDescription[] heads) =>
        Assert.Throws<ArgumentException>(() => HeadSamples.Describe(heads).Validate()).Message;

    private static HeadDescription Head(string name, params string[] conditions) =>
        new() { Name = name, OutputCount = 1, Loss = new SquaredLoss(), ConditionedOn = conditions };
}
