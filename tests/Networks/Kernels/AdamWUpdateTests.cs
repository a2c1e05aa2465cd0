using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks.Tests.Kernels;

[TestClass]
public sealed unsafe class AdamWUpdateTests
{
    private const int Length = 20_011;

    [TestMethod]
    public void Update_SeveralSteps_AgreesWithTheFormula()
    {
        const int Decayed = 15_000;
        using var team = new WorkerTeam(2);
        AlignedBuffer p = Samples.Uniform(Length, 1);
        double[] expected = [.. p.Span.ToArray()];
        double[] m = new double[Length];
        double[] v = new double[Length];
        var first = new AlignedBuffer(Length);
        var second = new AlignedBuffer(Length);
        var update = new AdamWUpdate([new ParameterSpan(0, Decayed, true), new ParameterSpan(Decayed, Length - Decayed, false)]);
        for (int t = 1; t <= 5; t++)
        {
            AlignedBuffer g = Samples.Uniform(Length, 10 + (uint)t);
            update.Update(
                team, new AdamWStep(t, 0.01, 0.9, 0.999, 1e-8, 0.1, 0.5), p.Pointer, g.Pointer, first.Pointer, second.Pointer);
            for (int i = 0; i < Length; i++)
            {
                double gradient = 0.5 * g.Span[i];
                m[i] = (0.9 * m[i]) + (0.1 * gradient);
                v[i] = (0.999 * v[i]) + (0.001 * gradient * gradient);
                expected[i] *= i < Decayed ? 1 - (0.01 * 0.1) : 1;
                expected[i] -= 0.01 * (m[i] / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, t))) + 1e-8);
            }
        }

        for (int i = 0; i < Length; i++)
        {
            Assert.AreEqual(expected[i], p.Span[i], 2e-6);
        }
    }

    [TestMethod]
    public void UpdateRows_SomeRows_ChangesThemAsUpdateDoesAndNoOthers()
    {
        const int Dimension = 11;
        const int TableRows = 40;
        int[] rows = [3, 17, 39];
        using var team = new WorkerTeam(2);
        AlignedBuffer g = Samples.Uniform(Dimension * TableRows, 2);
        AlignedBuffer all = Samples.Uniform(Dimension * TableRows, 1);
        AlignedBuffer some = Samples.Uniform(Dimension * TableRows, 1);
        float[] before = some.Span.ToArray();
        var step = new AdamWStep(1, 0.01, 0.9, 0.999, 1e-8, 0.1);
        var first = new AlignedBuffer(all.Length);
        var second = new AlignedBuffer(all.Length);
        new AdamWUpdate([new ParameterSpan(0, all.Length, true)])
            .Update(team, step, all.Pointer, g.Pointer, first.Pointer, second.Pointer);
        first.Span.Clear();
        second.Span.Clear();
        fixed (int* pointer = rows)
        {
            AdamWUpdate.UpdateRows(
                team, step, decay: true, some.Pointer, g.Pointer, first.Pointer, second.Pointer, Dimension, pointer, rows.Length);
        }

        for (int i = 0; i < all.Length; i++)
        {
            Assert.AreEqual(rows.Contains(i / Dimension) ? all.Span[i] : before[i], some.Span[i], 1e-7f);
        }
    }
}
