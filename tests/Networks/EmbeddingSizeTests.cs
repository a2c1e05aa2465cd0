using FsCheck;
using FsCheck.Fluent;

namespace NeuralTrainers.Networks.Tests;

[TestClass]
public class EmbeddingSizeTests
{
    [TestMethod]
    [DataRow(0, 2, 1, 1)]
    [DataRow(1, 2, 1, 1)]
    [DataRow(2, 2, 2, 2)]
    [DataRow(16, 8, 2, 5)]
    [DataRow(17, 8, 3, 5)]
    [DataRow(1000, 77, 6, 10)]
    [DataRow(100_000_000, 600, 100, 27)]
    public void Dimension_OfEachRule_FollowsItsFormula(int cardinality, int fastai, int fourthRoot, int logarithm)
    {
        Assert.AreEqual(fastai, EmbeddingSize.Fastai.Dimension(cardinality));
        Assert.AreEqual(fourthRoot, EmbeddingSize.FourthRoot.Dimension(cardinality));
        Assert.AreEqual(logarithm, EmbeddingSize.Logarithm.Dimension(cardinality));
        Assert.AreEqual(24, EmbeddingSize.Fixed(24).Dimension(cardinality));
    }

    [TestMethod]
    public void Dimension_OfMoreValues_IsNotSmaller() => Check.One(Properties.Repeatable, Prop.ForAll(
        Arb.From(Gen.Choose(0, 1_000_000)), Arb.From(Gen.Choose(0, 1_000_000)), (first, second) =>
        {
            var (few, many) = (Math.Min(first, second), Math.Max(first, second));
            foreach (var rule in new[] { EmbeddingSize.Fastai, EmbeddingSize.FourthRoot, EmbeddingSize.Logarithm, EmbeddingSize.Fixed(3) })
            {
                Assert.IsTrue(rule.Dimension(few) is >= 1 and <= 600 && rule.Dimension(few) <= rule.Dimension(many), $"{rule}: {few}, {many}");
            }
        }));

    [TestMethod]
    public void Fixed_OutOfRange_NamesTheValue() =>
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => EmbeddingSize.Fixed(0)).Message, "dimension is 0", StringComparison.Ordinal);
}
