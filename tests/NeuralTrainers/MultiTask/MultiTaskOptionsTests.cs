namespace NeuralTrainers.Tests;

/// <summary>What is wrong about tasks is said before there is any data.</summary>
[TestClass]
public class MultiTaskOptionsTests
{
    private static readonly RegressionTask Income = new("Income");
    private static readonly MulticlassTask Job = new("JobKey");

    private readonly MLContext _context = new(1);

    [TestMethod]
    public void NeuralNetwork_NoTask_SaysSo()
    {
        Assert.Contains("Tasks is empty", Message());
        Assert.Contains("Tasks is null", Assert.Throws<ArgumentException>(() => _context.MultiTask().Trainers.NeuralNetwork(tasks: null!)).Message);
        Assert.Contains("Tasks is null", Message(null!));
    }

    [TestMethod]
    public void NeuralNetwork_BadTask_NamesTaskAndProperty()
    {
        AssertNames(Income with { Loss = new BinaryCrossEntropyLoss() }, "'Income'", "BinaryCrossEntropyLoss", "Regression");
        AssertNames(Income with { Loss = null! }, "'Income'", "Loss");
        AssertNames(Income with { HeadWidths = null! }, "'Income'", "HeadWidths");
        AssertNames(Income with { ConditionedOn = null! }, "'Income'", "ConditionedOn");
        AssertNames(Income with { HeadWidths = [0] }, "Widths", "0");
        AssertNames(Income with { Weight = 0 }, "Weight", "0");
        AssertNames(Income with { Name = string.Empty }, "Name", "empty");
        AssertNames(Income with { LabelColumnName = string.Empty }, "LabelColumnName", "empty");
        AssertNames(Income with { IsAuxiliary = true }, "auxiliary");

        void AssertNames(NeuralTask task, params string[] parts)
        {
            var message = Message(task);
            foreach (var part in parts)
            {
                Assert.Contains(part, message);
            }
        }
    }

    [TestMethod]
    public void NeuralNetwork_TwoTasksOfOneName_NamesThem() => Assert.Contains("'Income'", Message(Income, Job with { Name = "Income" }));

    [TestMethod]
    public void NeuralNetwork_TasksConditionedInACircle_NamesIt()
    {
        var message = Message(
            Income with { ConditionedOn = ["JobKey"] }, Job with { ConditionedOn = ["IsRich"] }, new BinaryTask("IsRich") { ConditionedOn = ["Income"] });

        Assert.Contains("'Income' on 'JobKey' on 'IsRich' on 'Income'", message);
    }

    [TestMethod]
    public void NeuralNetwork_ConditionOnNoTask_NamesIt() => Assert.Contains("'Town'", Message(Income with { ConditionedOn = ["Town"] }, Job));

    [TestMethod]
    public void NeuralNetwork_WeightingThatALossDoesNotSuit_NamesTheTask()
    {
        var message = Assert.Throws<ArgumentException>(() => _context.MultiTask().Trainers.NeuralNetwork(new MultiTaskTrainer.Options
        {
            Tasks = [Income with { Loss = new GaussianLoss() }, Job],
            LossWeighting = new UncertaintyWeighting(),
        })).Message;

        Assert.Contains("'Income'", message);
        Assert.Contains("GaussianLoss", message);
    }

    [TestMethod]
    public void Fit_ClassWeightOfUnknownClass_NamesIt()
    {
        var data = People.Data(_context, People.Make(50));
        NeuralTask[] tasks = [Income, Job with { ClassWeights = ClassWeights.ByValue(new Dictionary<string, float> { ["pilot"] = 2 }) }];

        Assert.Contains("'pilot'", Assert.Throws<ArgumentException>(() => _context.MultiTask().Trainers.NeuralNetwork(tasks).Fit(data)).Message);
    }

    [TestMethod]
    public void Fit_OneLabelForTwoTasks_GivesBoth()
    {
        var data = People.Data(_context, People.Make(300));
        NeuralTask[] tasks = [Income, Income with { Name = "Range", Loss = new PinballLoss { Quantiles = [0.1f, 0.9f] } }];

        var scored = _context.MultiTask().Trainers.NeuralNetwork(tasks, categoricalColumnNames: ["CityKey"], maximumEpochs: 30).Fit(data).Transform(data);

        var (low, high) = (Scores.Of<float>(scored, "Range.Quantile0.1"), Scores.Of<float>(scored, "Range.Quantile0.9"));
        Assert.IsGreaterThan(200, Scores.Of<float>(scored, "Income.Score").Where((score, row) => score > low[row] && score < high[row]).Count());
    }

    private string Message(params NeuralTask[] tasks) =>
        Assert.Throws<ArgumentException>(() => _context.MultiTask().Trainers.NeuralNetwork(tasks)).Message;
}
