namespace NeuralTrainers.AutoML.Tests;

[TestClass]
public sealed class GreedySelectionTests
{
    private static readonly float[] Labels = [1, 2, 3, 4];

    [TestMethod]
    public void Select_ModelsThatErrInOppositeWays_AreMeanedByTheirVotes()
    {
        float[] above = [.. Labels.Select(label => label + 1)];
        float[] farBelow = [.. Labels.Select(label => label - 2)];

        var (votes, sums, loss) = Select([above, farBelow]);

        CollectionAssert.AreEqual(new[] { 2, 1 }, votes);
        CollectionAssert.AreEqual(Labels.Select(label => 3.0 * label).ToArray(), sums);
        Assert.AreEqual(0, loss, 1e-12);
    }

    [TestMethod]
    public void Select_NothingHelps_IsTheFirst()
    {
        float[] best = [.. Labels.Select(label => label + 0.1f)];
        float[] worse = [.. Labels.Select(label => label + 1)];

        CollectionAssert.AreEqual(new[] { 1, 0 }, Select([best, worse]).Votes);
    }

    [TestMethod]
    public void Select_EquallyGoodAdditions_TakesAMember()
    {
        float[] above = [.. Labels.Select(label => label + 1)];
        float[] below = [.. Labels.Select(label => label - 2)];

        // A third of the votes for either of two equal models leaves it at one of them.
        var (votes, _, _) = Select([above, below, [.. below]]);

        CollectionAssert.AreEqual(new[] { 2, 1, 0 }, votes);
    }

    [TestMethod]
    public void Select_NoTime_IsTheFirst()
    {
        float[] above = [.. Labels.Select(label => label + 1)];
        float[] below = [.. Labels.Select(label => label - 1)];

        CollectionAssert.AreEqual(new[] { 1, 0 }, GreedySelection.Select([above, below], Loss(above), 10, Loss, () => true).Votes);
    }

    [TestMethod]
    public void Select_MaximumVotes_EndsThere()
    {
        float[] above = [.. Labels.Select(label => label + 1)];
        float[] farBelow = [.. Labels.Select(label => label - 2)];

        CollectionAssert.AreEqual(new[] { 1, 1 }, Select([above, farBelow], maximumVotes: 2).Votes);
    }

    private static (int[] Votes, double[] Sums, double Loss) Select(IReadOnlyList<float[]> candidates, int maximumVotes = 10) =>
        GreedySelection.Select(candidates, Loss(candidates[0]), maximumVotes, Loss, () => false);

    private static double Loss(float[] predictions) => Loss([.. predictions.Select(value => (double)value)], 1);

    private static double Loss(double[] sums, int votes) => sums.Zip(Labels, (sum, label) => Math.Pow((sum / votes) - label, 2)).Sum();
}
