using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks.Tests.Kernels;

[TestClass]
public sealed unsafe class ElementwiseTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(15)]
    [DataRow(100)]
    [DataRow(40_003)]
    public void ReluBackward_AnyLength_PassesTheGradientWhereTheOutputIsPositive(int length)
    {
        using var team = new WorkerTeam(2);
        AlignedBuffer gradient = Samples.Uniform(length, 1);
        AlignedBuffer output = Samples.Uniform(length, 2);
        foreach (ref float value in output.Span)
        {
            value = MathF.Max(value, 0);
        }

        var result = new AlignedBuffer(length);
        Elementwise.ReluBackward(team, gradient.Pointer, output.Pointer, result.Pointer, length, 2);
        for (int i = 0; i < length; i++)
        {
            Assert.AreEqual(output.Span[i] > 0 ? 2 * gradient.Span[i] : 0, result.Span[i]);
        }

        Elementwise.ReluBackward(team, gradient.Pointer, output.Pointer, result.Pointer, length, 1, accumulate: true);
        for (int i = 0; i < length; i++)
        {
            Assert.AreEqual(output.Span[i] > 0 ? 3 * gradient.Span[i] : 0, result.Span[i], 1e-6f);
        }
    }

    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(33, 31)]
    [DataRow(70, 257)]
    public void ColumnSums_AnySize_AgreeWithTheReference(int rows, int columns)
    {
        using var team = new WorkerTeam(2);
        int stride = columns + (rows % 2);
        AlignedBuffer values = Samples.Uniform(rows * stride, 1);
        AlignedBuffer sums = Samples.Uniform(columns, 2);
        float[] before = sums.Span.ToArray();
        Reductions.ColumnSums(team, values.Pointer, rows, columns, stride, sums.Pointer, accumulate: true);
        for (int j = 0; j < columns; j++)
        {
            double expected = before[j] + Enumerable.Range(0, rows).Sum(i => (double)values.Span[(i * stride) + j]);
            Assert.AreEqual(expected, sums.Span[j], 1e-5);
        }
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(5)]
    [DataRow(8193)]
    [DataRow(300_001)]
    public void SquaredNorm_AnyLength_AgreesWithTheReferenceForAnyNumberOfThreads(int length)
    {
        AlignedBuffer values = Samples.Uniform(length, 1);
        double expected = 0;
        foreach (float value in values.Span)
        {
            expected += (double)value * value;
        }

        using var one = new WorkerTeam(1);
        double first = Reductions.SquaredNorm(one, values.Pointer, length);
        Assert.AreEqual(expected, first, 1e-9 * (1 + expected));
        for (int threads = 2; threads <= 4; threads++)
        {
            using var team = new WorkerTeam(threads);
            Assert.AreEqual(first, Reductions.SquaredNorm(team, values.Pointer, length));
        }
    }

    [TestMethod]
    [DataRow(7, 1)]
    [DataRow(5, 3)]
    [DataRow(300, 40)]
    public void SoftmaxRows_LargeLogits_GiveProbabilitiesAndLogSumExp(int rows, int columns)
    {
        using var team = new WorkerTeam(2);
        AlignedBuffer logits = Samples.Uniform(rows * columns, 1);
        foreach (ref float value in logits.Span)
        {
            value = (value * 30) + 1000;
        }

        var probabilities = new AlignedBuffer(rows * columns);
        var logSumExp = new AlignedBuffer(rows);
        Softmax.Rows(team, logits.Pointer, rows, columns, probabilities.Pointer, logSumExp.Pointer);
        for (int i = 0; i < rows; i++)
        {
            double sum = Enumerable.Range(0, columns).Sum(j => Math.Exp(logits.Span[(i * columns) + j] - 1000d));
            Assert.AreEqual(1000 + Math.Log(sum), logSumExp.Span[i], 1e-3);
            for (int j = 0; j < columns; j++)
            {
                double expected = Math.Exp(logits.Span[(i * columns) + j] - 1000d) / sum;
                Assert.AreEqual(expected, probabilities.Span[(i * columns) + j], 1e-5);
            }
        }
    }

    [TestMethod]
    public void Loops_AfterWarmUp_AllocateNothing()
    {
        using var team = new WorkerTeam(2);
        const int Length = 40_000;
        AlignedBuffer a = Samples.Uniform(Length, 1);
        AlignedBuffer b = Samples.Uniform(Length, 2);
        var stream = new RandomStream(1, 1);
        Allocations.AssertNone(10, () =>
        {
            Elementwise.ReluBackward(team, a.Pointer, b.Pointer, a.Pointer, Length);
            Elementwise.ApplyDropout(team, a.Pointer, 200, 200, 200, new DropoutMask(1, 2, 3, 0.1f, 200));
            Reductions.ColumnSums(team, a.Pointer, 200, 200, 200, b.Pointer);
            _ = Reductions.SquaredNorm(team, a.Pointer, Length);
            Softmax.Rows(team, a.Pointer, 200, 200, b.Pointer);
            stream.FillUniform(a.Span, 0);
        });
    }

    [TestMethod]
    public void AlignedBuffer_AnyLength_IsZeroAndStartsOnACacheLine()
    {
        foreach (int length in (int[])[0, 1, 63, 1000])
        {
            var buffer = new AlignedBuffer(length);
            Assert.AreEqual(0u, (nuint)buffer.Pointer % 64);
            Assert.AreEqual(length, buffer.Length);
            CollectionAssert.AreEqual(new float[length], buffer.Span.ToArray());
            buffer.Span.Fill(1);
        }
    }

    [TestMethod]
    public void Apply_DropoutMask_IsTheSameForEveryBlockOfTheMatrix()
    {
        const int Rows = 21;
        const int Columns = 75;
        var mask = new DropoutMask(1, 2, 3, 0.4f, Columns);
        var whole = new AlignedBuffer(Rows * Columns);
        whole.Span.Fill(1);
        mask.Apply(whole.Pointer, 0, Rows, 0, Columns, Columns);
        foreach (int firstRow in (int[])[0, 1, 4, 7])
        {
            foreach (int firstColumn in (int[])[0, 16, 32, 5])
            {
                int rows = Math.Min(9, Rows - firstRow);
                int columns = Math.Min(40, Columns - firstColumn);
                var block = new AlignedBuffer(rows * columns);
                block.Span.Fill(1);
                mask.Apply(block.Pointer, firstRow, rows, firstColumn, columns, columns);
                for (int i = 0; i < rows; i++)
                {
                    for (int j = 0; j < columns; j++)
                    {
                        Assert.AreEqual(mask.Factor(firstRow + i, firstColumn + j), block.Span[(i * columns) + j]);
                        Assert.AreEqual(whole.Span[((firstRow + i) * Columns) + firstColumn + j], block.Span[(i * columns) + j]);
                    }
                }
            }
        }
    }

    [TestMethod]
    public void Apply_DropoutMask_DropsTheRateAndKeepsTheMean()
    {
        const int Rows = 512;
        const int Columns = 320;
        using var team = new WorkerTeam(2);
        var values = new AlignedBuffer(Rows * Columns);
        values.Span.Fill(1);
        Elementwise.ApplyDropout(team, values.Pointer, Rows, Columns, Columns, new DropoutMask(1, 2, 3, 0.25f, Columns));
        float[] all = values.Span.ToArray();
        Assert.AreEqual(0.25, all.Count(x => x == 0) / (double)all.Length, 0.005);
        Assert.AreEqual(1, all.Average(), 0.01);
        Assert.AreEqual(
            0.25 * 0.25,
            Enumerable.Range(1, all.Length - 1).Count(i => all[i] == 0 && all[i - 1] == 0) / (double)all.Length,
            0.005);
        Assert.AreEqual(
            0.25 * 0.25,
            Enumerable.Range(Columns, all.Length - Columns).Count(i => all[i] == 0 && all[i - Columns] == 0) / (double)all.Length,
            0.005);
    }

    [TestMethod]
    public void DropoutMask_OtherSeedPurposeOrStep_DropsOtherElements()
    {
        var mask = new DropoutMask(1, 2, 3, 0.5f, 64);
        foreach (DropoutMask other in (DropoutMask[])
            [new(9, 2, 3, 0.5f, 64), new(1, 9, 3, 0.5f, 64), new(1, 2, 9, 0.5f, 64), new(1, 2, 3 + (1UL << 32), 0.5f, 64)])
        {
            int same = Enumerable.Range(0, 64 * 64).Count(i => mask.Factor(i / 64, i % 64) == other.Factor(i / 64, i % 64));
            Assert.AreEqual(2048, same, 200);
        }
    }

    [TestMethod]
    [DataRow(-0.1f)]
    [DataRow(1f)]
    [DataRow(float.NaN)]
    public void DropoutMask_RateOutsideItsRange_IsRefused(float rate) =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new DropoutMask(1, 2, 3, rate, 64));
}
