namespace NeuralTrainers.Networks.Tests.Random;

[TestClass]
public sealed class RandomStreamTests
{
    [TestMethod]
    [DataRow(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [DataRow(~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [DataRow(
        0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Block_PublishedTestVectors_Match(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint x0, uint x1, uint x2, uint x3) =>
        Assert.AreEqual((x0, x1, x2, x3), Philox.Block(c0, c1, c2, c3, k0, k1));

    [TestMethod]
    [DataRow(0u, 0u, 0u, 0x257a3673u, 0xcd26be2au)]
    [DataRow(~0u, ~0u, ~0u, 0xab302c4du, 0x3dc9d239u)]
    [DataRow(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0xbedbbe6bu, 0xe4c770b3u)]
    public void Pair_PublishedTestVectors_Match(uint c0, uint c1, uint key, uint x0, uint x1) =>
        Assert.AreEqual((x0, x1), Philox.Pair(c0, c1, key));

    [TestMethod]
    public void NextUInt32_AfterSettingThePosition_GoesOnFromThere()
    {
        var stream = new RandomStream(7, 1);
        uint[] words = Enumerable.Range(0, 50).Select(_ => stream.NextUInt32()).ToArray();
        foreach (int position in (int[])[0, 1, 3, 4, 17, 49])
        {
            stream.Position = (ulong)position;
            Assert.AreEqual(words[position], stream.NextUInt32());
            Assert.AreEqual((ulong)position + 1, stream.Position);
        }
    }

    [TestMethod]
    public void NextUInt32_OtherSeedOrPurpose_GivesOtherNumbers()
    {
        uint first = new RandomStream(7, 1).NextUInt32();
        Assert.AreNotEqual(first, new RandomStream(7, 2).NextUInt32());
        Assert.AreNotEqual(first, new RandomStream(8, 1).NextUInt32());
        Assert.AreNotEqual(first, new RandomStream(7 + (1UL << 32), 1).NextUInt32());
    }

    [TestMethod]
    public void FillUniform_AnyOffsetAndLength_GivesTheNumbersOfTheCursor()
    {
        var stream = new RandomStream(3, 9);
        float[] expected = Enumerable.Range(0, 400).Select(_ => stream.NextFloat()).ToArray();
        for (int offset = 0; offset < 9; offset++)
        {
            foreach (int length in (int[])[0, 1, 2, 5, 63, 64, 65, 131, 390])
            {
                float[] filled = new float[length];
                stream.FillUniform(filled, (ulong)offset);
                CollectionAssert.AreEqual(expected.AsSpan(offset, length).ToArray(), filled);
            }
        }
    }

    [TestMethod]
    public void NextFloat_ManyDraws_AreUniform()
    {
        var stream = new RandomStream(11, 0);
        float[] values = new float[200_000];
        stream.FillUniform(values, 0);
        Assert.IsTrue(values.All(x => x >= 0 && x < 1));
        Assert.AreEqual(0.5, values.Average(), 0.003);
        Assert.AreEqual(1d / 12, values.Average(x => (x - 0.5) * (x - 0.5)), 0.001);
    }

    [TestMethod]
    public void NextGaussian_ManyDraws_HaveMeanZeroAndVarianceOne()
    {
        var stream = new RandomStream(11, 0);
        double[] values = Enumerable.Range(0, 100_000).Select(_ => (double)stream.NextGaussian()).ToArray();
        Assert.AreEqual(0, values.Average(), 0.015);
        Assert.AreEqual(1, values.Average(x => x * x), 0.02);
        Assert.AreEqual(3, values.Average(x => x * x * x * x), 0.15);
        Assert.AreEqual(200_000ul, stream.Position);
    }

    [TestMethod]
    public void NextInt32_ManyDraws_HitEveryValueEquallyOften()
    {
        var stream = new RandomStream(5, 0);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
        {
            counts[stream.NextInt32(7)]++;
        }

        foreach (int count in counts)
        {
            Assert.AreEqual(10_000, count, 450);
        }
    }

    [TestMethod]
    public void Shuffle_Values_IsAPermutationAndTheSameForTheSameSeed()
    {
        int[] first = Enumerable.Range(0, 1000).ToArray();
        int[] second = Enumerable.Range(0, 1000).ToArray();
        new RandomStream(5, 0).Shuffle(first);
        new RandomStream(5, 0).Shuffle(second);
        CollectionAssert.AreEqual(first, second);
        CollectionAssert.AreNotEqual(Enumerable.Range(0, 1000).ToArray(), first);
        CollectionAssert.AreEquivalent(Enumerable.Range(0, 1000).ToArray(), first);
    }
}
