using System.Numerics.Tensors;

namespace NeuralTrainers.Networks.Tests;

/// <summary>Small tables with known structure.</summary>
internal static class Tables
{
    public delegate void RowChange(Span<float> numerics);

    /// <summary>Rows whose label the caller computes from the features.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="numerics">Dense standard normal features.</param>
    /// <param name="cardinalities">Values per categorical column; indices run from 1.</param>
    /// <param name="label">From numerics and categories to the label.</param>
    /// <param name="seed">Of the features.</param>
    public static TrainingTable Make(
        int rows, int numerics, int[] cardinalities, Func<float[], int[], float> label, ulong seed = 1)
    {
        var random = new RandomStream(seed, 77);
        var batch = new Batch(new TableShape(numerics, false, cardinalities.Length, 1), 1);
        var table = new TrainingTable(batch.Shape);
        for (var row = 0; row < rows; row++)
        {
            float[] x = [.. Enumerable.Range(0, numerics).Select(_ => random.NextGaussian())];
            int[] c = [.. cardinalities.Select(n => 1 + random.NextInt32(n))];
            batch.Clear();
            batch.AddRow();
            x.CopyTo(batch.NumericRow(0));
            c.CopyTo(batch.CategoryRow(0));
            batch.TargetRow(0)[0] = label(x, c);
            table.Append(batch);
        }

        return table;
    }

    /// <summary>The table with each row's numeric features changed.</summary>
    public static TrainingTable Map(TrainingTable source, RowChange change)
    {
        var batch = Read(source);
        for (var row = 0; row < batch.Count; row++)
        {
            change(batch.NumericRow(row));
        }

        return Of(batch);
    }

    /// <summary>The table with a different weight for each row.</summary>
    public static TrainingTable Weighted(TrainingTable source)
    {
        var batch = Read(source);
        for (var row = 0; row < batch.Count; row++)
        {
            batch.Weights[row] = (row + 1) * 0.4f;
        }

        return Of(batch);
    }

    /// <summary>The table with shares of classes that differ from row to row in the place of the labels.</summary>
    public static TrainingTable WithShares(TrainingTable source, int classes)
    {
        var rows = Read(source);
        var batch = new Batch(source.Shape with { TargetCount = classes }, rows.Count);
        for (var row = 0; row < rows.Count; row++)
        {
            batch.AddRow();
            rows.NumericRow(row).CopyTo(batch.NumericRow(row));
            rows.CategoryRow(row).CopyTo(batch.CategoryRow(row));
            var shares = batch.TargetRow(row);
            for (var label = 0; label < classes; label++)
            {
                // Some shares are 0.
                shares[label] = (row + (2 * label)) % 4;
            }

            TensorPrimitives.Divide(shares, TensorPrimitives.Sum<float>(shares), shares);
        }

        return Of(batch);
    }

    /// <summary>A description that fits <see cref="Make"/>.</summary>
    public static NetworkDescription Describe(
        int numerics, int[] cardinalities, Loss loss, Trunk? trunk = null, int outputs = 1, bool standardize = false) => new()
        {
            Input = new InputDescription
            {
                NumericCount = numerics,
                Standardize = standardize,
                Embeddings = [.. cardinalities.Select((n, i) => new EmbeddingDescription
                {
                    Column = $"c{i}",
                    Table = $"c{i}",
                    Cardinality = n,
                    Dimension = 3,
                })],
            },
            Trunk = trunk ?? new MlpTrunk { Widths = [16, 16], Dropout = 0 },
            Heads = [new HeadDescription { Name = "Score", OutputCount = outputs, Loss = loss }],
        };

    private static Batch Read(TrainingTable source)
    {
        var batch = new Batch(source.Shape, source.RowCount);
        source.Read([.. Enumerable.Range(0, source.RowCount)], batch);
        return batch;
    }

    private static TrainingTable Of(Batch batch)
    {
        var table = new TrainingTable(batch.Shape);
        table.Append(batch);
        return table;
    }

    public static TrainingSettings Settings(int epochs = 20, ulong seed = 1) => new()
    {
        MaximumEpochs = epochs,
        Seed = seed,
        BatchSize = 32,
        LearningRate = 5e-3f,
        ThreadCount = 2,
    };

    /// <summary>Scores consecutive rows of a table with dense features.</summary>
    /// <returns>The rows, whose labels the scores can be held against.</returns>
    public static Batch Run(ScoringSession session, TrainingTable table, int first, int count)
    {
        var batch = new Batch(table.Shape, count);
        table.Read([.. Enumerable.Range(first, count)], batch);
        session.Input.Clear();
        for (var row = 0; row < count; row++)
        {
            session.Input.AddRow();
            batch.NumericRow(row).CopyTo(session.Input.NumericRow(row));
            batch.CategoryRow(row).CopyTo(session.Input.CategoryRow(row));
        }

        session.Run();
        return batch;
    }
}
