namespace NeuralTrainers.Networks.Tests;

/// <summary>A step of a training run allocates nothing once the first ones are done.</summary>
[TestClass]
public class TrainingAllocationTests
{
    [TestMethod]
    [DynamicData(nameof(GradientCheckTests.Networks), typeof(GradientCheckTests))]
    public void Train_AfterFirstSteps_AllocatesNothing(Trunk trunk, Loss loss, int outputs) =>
        Check(Tables.Describe(4, [3, 2], loss, trunk, outputs), GradientCheckTests.TableFor(loss), new AdamW());

    [TestMethod]
    [DynamicData(nameof(GradientCheckTests.Encodings), typeof(GradientCheckTests))]
    public void Train_EncodedFeaturesAfterFirstSteps_AllocatesNothing(NumericEncoding encoding, bool standardize)
    {
        var description = Tables.Describe(4, [3, 2], new SquaredLoss(), standardize: standardize);
        Check(
            description with { Input = description.Input with { NumericEncoding = encoding } },
            GradientCheckTests.TableFor(new SquaredLoss()),
            new Sgd { Momentum = 0.9f });
    }

    [TestMethod]
    public void Train_SparseFeaturesAfterFirstSteps_AllocatesNothing()
    {
        var description = Tables.Describe(50, [3], new SquaredLoss());
        description = description with { Input = description.Input with { IsSparse = true } };
        var batch = new Batch(TableShape.Of(description, withTargets: true), 9);
        for (var row = 0; row < batch.Capacity; row++)
        {
            batch.AddRow();
            batch.SetSparseRow([.. Enumerable.Range(row, 20)], [.. Enumerable.Repeat(0.5f, 20)]);
        }

        var table = new TrainingTable(batch.Shape);
        table.Append(batch);
        Check(description, table, new AdamW());
    }

    // On one thread, which does everything that several would share.
    private static void Check(NetworkDescription description, TrainingTable table, Optimizer optimizer)
    {
        var fitted = FittedInput.Of(description, table);
        var weights = WeightInitializer.Create(fitted.Description, 3, fitted.Tensors, new Dictionary<string, float[]>(StringComparer.Ordinal));
        var settings = new TrainingSettings
        {
            BatchSize = table.RowCount,
            Optimizer = optimizer,
            WeightDecay = 0.01f,
            GradientClipNorm = 1,
            CategoryMaskRate = 0.1f,
            ThreadCount = 1,
        };
        using var session = new ManagedBackend().Open(fitted.Description, weights, settings);
        int[] rows = [.. Enumerable.Range(0, table.RowCount)];
        var step = 0;
        Allocations.AssertNone(17, () => session.Train(table, rows, new TrainingStep(step++, 1e-3f, Measure: true)));
    }
}
