namespace NeuralTrainers.Transforms.Tests;

[TestClass]
public class FrequentItemsTests
{
    [TestMethod]
    public void Add_NoMoreTextsThanTheCapacity_CountsExactly()
    {
        var items = new FrequentItems(3);
        foreach (var text in "a b c b c c".Split(' '))
        {
            items.Add(text);
        }

        Assert.AreEqual("c 3, b 2, a 1", string.Join(", ", items.ByCount().Select(pair => $"{pair.Key} {pair.Value}")));
        Assert.AreEqual(0, items.Undercount);
    }

    [TestMethod]
    public void Add_ManyMoreTextsThanTheCapacity_KeepsTheFrequentOnesWithinTheBound()
    {
        const int Capacity = 1_000;
        const int Rows = 300_000;
        var items = new FrequentItems(Capacity);
        for (var row = 0; row < Rows; row++)
        {
            // Ten frequent texts among as many different ones as there are rows.
            items.Add(row % 10 == 0 ? $"often {row / 10 % 10}" : $"once {row}");
        }

        var counts = items.ByCount().ToList();
        Assert.IsLessThanOrEqualTo(Capacity, counts.Count);
        Assert.IsGreaterThan(0, items.Undercount);
        Assert.IsLessThanOrEqualTo(2 * Rows / Capacity, items.Undercount);
        CollectionAssert.AreEquivalent(Enumerable.Range(0, 10).Select(i => $"often {i}").ToArray(), counts.Take(10).Select(pair => pair.Key).ToArray());
        foreach (var (_, count) in counts.Take(10))
        {
            Assert.IsTrue(count <= Rows / 100 && count >= (Rows / 100) - items.Undercount);
        }
    }
}
