using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks.Tests;

[TestClass]
public class BatchReaderTests
{
    private const int TableRows = 9000;

    [TestMethod]
    [DataRow(false, false, 1)]
    [DataRow(false, true, 3)]
    [DataRow(true, false, 2)]
    [DataRow(true, true, 3)]
    public void Read_RandomRowsOnSeveralThreads_GivesThoseRows(bool sparse, bool subset, int threads)
    {
        IBatchSource source = Table(sparse);
        Func<int, int> original = row => row;
        if (subset)
        {
            int[] some = [.. Enumerable.Range(0, TableRows / 2).Select(row => TableRows - 1 - (2 * row))];
            source = new RowSubset(source, some);
            original = row => some[row];
        }

        var random = new RandomStream(1, 1);
        var batch = new Batch(source.Shape, 500);
        using var team = new WorkerTeam(threads);
        for (var count = 0; count <= 500; count += 125)
        {
            int[] rows = [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(source.RowCount))];
            BatchReader.Read(source, rows, batch, team);
            Assert.AreEqual(count, batch.Count);
            for (var i = 0; i < count; i++)
            {
                Check(batch, i, original(rows[i]));
            }
        }
    }

    [TestMethod]
    public void Read_RowOutsideTheTable_Throws()
    {
        var table = Table(sparse: false);
        var batch = new Batch(table.Shape, 2);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => BatchReader.Read(table, [1, TableRows], batch, WorkerTeam.CallerOnly));
        StringAssert.Contains(exception.Message, $"{TableRows}");
    }

    // Every value follows from the row's number.
    private static void Check(Batch batch, int at, int row)
    {
        Assert.AreEqual(row, batch.TargetRow(at)[0]);
        Assert.AreEqual(row + 0.5f, batch.Weights[at]);
        Assert.AreEqual(row % 7, batch.CategoryRow(at)[0]);
        if (batch.Shape.IsSparse)
        {
            var (start, end) = (batch.SparseStarts[at], batch.SparseStarts[at + 1]);
            CollectionAssert.AreEqual(Slots(row), batch.SparseIndices[start..end].ToArray());
            CollectionAssert.AreEqual(Values(row), batch.SparseValues[start..end].ToArray());
        }
        else
        {
            CollectionAssert.AreEqual((float[])[row, -row, 1], batch.NumericRow(at).ToArray());
        }
    }

    private static TrainingTable Table(bool sparse)
    {
        var batch = new Batch(new TableShape(sparse ? 40 : 3, sparse, 1, 1), TableRows);
        for (var row = 0; row < TableRows; row++)
        {
            batch.AddRow();
            batch.TargetRow(row)[0] = row;
            batch.Weights[row] = row + 0.5f;
            batch.CategoryRow(row)[0] = row % 7;
            if (sparse)
            {
                batch.SetSparseRow(Slots(row), Values(row));
            }
            else
            {
                ((float[])[row, -row, 1]).CopyTo(batch.NumericRow(row));
            }
        }

        var table = new TrainingTable(batch.Shape);
        table.Append(batch);
        return table;
    }

    private static int[] Slots(int row) => [.. Enumerable.Range(row % 11, row % 30)];

    private static float[] Values(int row) => [.. Enumerable.Range(0, row % 30).Select(i => (row * 10f) + i)];
}
