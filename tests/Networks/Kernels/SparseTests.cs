using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks.Tests.Kernels;

[TestClass]
public sealed unsafe class SparseTests
{
    [TestMethod]
    public void Gather_IndicesWithGaps_CopiesRowsAndZeros()
    {
        const int Dimension = 5;
        using var team = new WorkerTeam(2);
        AlignedBuffer table = Samples.Uniform(7 * Dimension, 1);
        AlignedBuffer output = Samples.Uniform(3 * 8, 2);
        float[] before = output.Span.ToArray();
        int[] indices = [6, 99, -1, 99, 0, 99];
        fixed (int* pointer = indices)
        {
            Embeddings.Gather(team, table.Pointer, Dimension, pointer, 2, 3, output.Pointer, 8);
        }

        CollectionAssert.AreEqual(table.Span.Slice(30, 5).ToArray(), output.Span[..5].ToArray());
        CollectionAssert.AreEqual(new float[5], output.Span.Slice(8, 5).ToArray());
        CollectionAssert.AreEqual(table.Span[..5].ToArray(), output.Span.Slice(16, 5).ToArray());
        CollectionAssert.AreEqual(before.AsSpan(5, 3).ToArray(), output.Span.Slice(5, 3).ToArray());
    }

    [TestMethod]
    [DataRow(3, 50, 4)]
    [DataRow(60, 4000, 16)]
    public void ScatterAdd_RepeatedIndices_AddsAllInBatchOrderForAnyNumberOfThreads(int tableRows, int count, int dimension)
    {
        int[] indices = RandomIndices(count, tableRows);
        AlignedBuffer gradient = Samples.Uniform(count * dimension, 1);
        float[] expected = new float[tableRows * dimension];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < dimension && indices[i] >= 0; j++)
            {
                expected[(indices[i] * dimension) + j] += gradient.Span[(i * dimension) + j];
            }
        }

        for (int threads = 1; threads <= 4; threads++)
        {
            using var team = new WorkerTeam(threads);
            var table = new AlignedBuffer(tableRows * dimension);
            fixed (int* pointer = indices)
            {
                Embeddings.ScatterAdd(team, gradient.Pointer, dimension, pointer, 1, count, table.Pointer, tableRows, dimension);
            }

            CollectionAssert.AreEqual(expected, table.Span.ToArray());
        }
    }

    [TestMethod]
    public void TouchedRows_RepeatedIndices_ListsEachOnceInAscendingOrder()
    {
        var touched = new TouchedRows(10);
        int[] indices = [4, 2, -1, 4, 9, 2];
        fixed (int* pointer = indices)
        {
            for (int round = 0; round < 3; round++)
            {
                touched.Complete();
                Assert.AreEqual(0, touched.Count);
                touched.Add(pointer, 1, 6);
                touched.Add(pointer, 5, 2);
                touched.Complete();
                CollectionAssert.AreEqual((int[])[2, 4, 9], touched.Rows.ToArray());
                Assert.AreEqual(4, touched.Pointer[1]);
                Assert.AreEqual(1, touched.Place(4));
            }
        }

        AlignedBuffer table = Samples.Uniform(30, 1);
        float[] before = table.Span.ToArray();
        touched.Zero(table.Pointer, 3);
        for (int i = 0; i < 30; i++)
        {
            Assert.AreEqual(i / 3 is 4 or 2 or 9 ? 0 : before[i], table.Span[i]);
        }
    }

    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(50, 37)]
    [DataRow(33, 256)]
    public void Multiply_SparseRows_AgreesWithTheDenseProductForAnyNumberOfThreads(int rows, int columns)
    {
        const int Features = 90;
        (int[] starts, int[] indices, float[] values) = RandomSparse(rows, Features);
        AlignedBuffer weights = Samples.Uniform(Features * columns, 1);
        AlignedBuffer bias = Samples.Uniform(columns, 2);
        AlignedBuffer gradient = Samples.Uniform(rows * columns, 3);
        fixed (int* s = starts, k = indices)
        {
            fixed (float* v = values)
            {
                var x = new SparseRows(rows, s, k, v);
                float[]? firstOutput = null;
                float[]? firstGradient = null;
                for (int threads = 1; threads <= 4; threads++)
                {
                    using var team = new WorkerTeam(threads);
                    var output = new AlignedBuffer(rows * columns);
                    var weightGradient = new AlignedBuffer(Features * columns);
                    SparseProduct.Multiply(team, x, weights.Pointer, columns, bias.Pointer, relu: true, output.Pointer, columns);
                    SparseProduct.AddWeightGradient(team, x, gradient.Pointer, columns, columns, weightGradient.Pointer, Features);
                    firstOutput ??= output.Span.ToArray();
                    firstGradient ??= weightGradient.Span.ToArray();
                    CollectionAssert.AreEqual(firstOutput, output.Span.ToArray());
                    CollectionAssert.AreEqual(firstGradient, weightGradient.Span.ToArray());
                }

                CheckAgainstDense(x, Features, columns, weights, bias, gradient, firstOutput!, firstGradient!);
            }
        }
    }

    private static void CheckAgainstDense(
        SparseRows x,
        int features,
        int columns,
        AlignedBuffer weights,
        AlignedBuffer bias,
        AlignedBuffer gradient,
        float[] output,
        float[] weightGradient)
    {
        double[] expectedGradient = new double[features * columns];
        for (int i = 0; i < x.Rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double sum = bias.Span[j];
                for (int entry = x.RowStarts[i]; entry < x.RowStarts[i + 1]; entry++)
                {
                    int k = x.ColumnIndices[entry];
                    sum += (double)x.Values[entry] * weights.Span[(k * columns) + j];
                    expectedGradient[(k * columns) + j] += (double)x.Values[entry] * gradient.Span[(i * columns) + j];
                }

                Assert.AreEqual(Math.Max(sum, 0), output[(i * columns) + j], 1e-5);
            }
        }

        for (int i = 0; i < expectedGradient.Length; i++)
        {
            Assert.AreEqual(expectedGradient[i], weightGradient[i], 1e-5);
        }
    }

    private static int[] RandomIndices(int count, int tableRows)
    {
        var random = new RandomStream(2, 2);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(tableRows + 1) - 1)];
    }

    private static (int[] Starts, int[] Indices, float[] Values) RandomSparse(int rows, int features)
    {
        var random = new RandomStream(3, 3);
        int[] starts = new int[rows + 1];
        var indices = new List<int>();
        var values = new List<float>();
        for (int i = 0; i < rows; i++)
        {
            for (int k = random.NextInt32(9); k < features; k += 1 + random.NextInt32(20))
            {
                indices.Add(k);
                values.Add(random.NextFloat() - 0.5f);
            }

            starts[i + 1] = indices.Count;
        }

        return (starts, [.. indices], [.. values]);
    }
}
