namespace NeuralTrainers.Networks.Tests;

[TestClass]
public sealed class AugmentationTests
{
    private const int Rows = 512;

    [TestMethod]
    public void Read_NumericNoise_AddsItInDeviationsOfTheFeature()
    {
        var (plain, noisy) = Read(new Augmentation { NumericNoise = 0.5f }, step: 3);
        double sum = 0;
        double square = 0;
        for (var row = 0; row < Rows; row++)
        {
            CollectionAssert.AreEqual(plain.CategoryRow(row).ToArray(), noisy.CategoryRow(row).ToArray());
            double noise = noisy.NumericRow(row)[1] - plain.NumericRow(row)[1];
            sum += noise;
            square += noise * noise;
        }

        // The second feature's deviation is given as 10.
        Assert.AreEqual(0, sum / Rows, 1);
        Assert.AreEqual(5, Math.Sqrt(square / Rows), 0.6);
    }

    [TestMethod]
    public void Read_SwapNoise_TakesValuesOfTheSameColumn()
    {
        var (plain, swapped) = Read(new Augmentation { SwapNoise = 0.3f }, step: 3);
        for (var column = 0; column < 3; column++)
        {
            var values = Enumerable.Range(0, Rows).Select(row => plain.NumericRow(row)[column]).ToArray();
            var changed = 0;
            for (var row = 0; row < Rows; row++)
            {
                changed += swapped.NumericRow(row)[column] == values[row] ? 0 : 1;
                CollectionAssert.Contains(values, swapped.NumericRow(row)[column]);
            }

            Assert.AreEqual(0.3, changed / (double)Rows, 0.08);
        }

        // Nine of ten swapped categories differ.
        var other = Enumerable.Range(0, Rows).Count(row => plain.CategoryRow(row)[0] != swapped.CategoryRow(row)[0]);
        Assert.AreEqual(0.27, other / (double)Rows, 0.08);
    }

    [TestMethod]
    public void Read_Mixup_MixesWithThePartner()
    {
        var (plain, mixed) = Read(new Augmentation { Mixup = 0.4f }, step: 3);
        Assert.IsTrue(mixed.IsMixed);
        CollectionAssert.AreEquivalent(Enumerable.Range(0, Rows).ToArray(), mixed.MixPartners.ToArray());
        for (var row = 0; row < Rows; row++)
        {
            var (partner, share) = (mixed.MixPartners[row], mixed.MixShares[row]);
            for (var column = 0; column < 3; column++)
            {
                var expected = (share * plain.NumericRow(row)[column]) + ((1 - share) * plain.NumericRow(partner)[column]);
                Assert.AreEqual(expected, mixed.NumericRow(row)[column], 1e-5f);
            }

            var category = mixed.CategoryRow(row)[0];
            Assert.IsTrue(category == plain.CategoryRow(row)[0] || category == plain.CategoryRow(partner)[0]);
            Assert.AreEqual(plain.TargetRow(row)[0], mixed.TargetRow(row)[0]);
        }

        // The mean of Beta(a, a) is 1/2, its variance 1 / (4 (2 a + 1)).
        var shares = mixed.MixShares.ToArray();
        Assert.AreEqual(0.5, shares.Average(), 0.06);
        Assert.AreEqual(1 / 7.2, shares.Average(share => (share - 0.5) * (share - 0.5)), 0.02);
    }

    [TestMethod]
    public void Read_SparseMixup_AddsBothRowsSlots()
    {
        var batch = new Batch(new TableShape(6, true, 0, 1), 2);
        batch.AddRow();
        batch.SetSparseRow([0, 2, 5], [1, 2, 3]);
        batch.AddRow();
        batch.SetSparseRow([2, 3], [10, 20]);
        var table = new TrainingTable(batch.Shape);
        table.Append(batch);
        var mixed = new Batch(batch.Shape, 2);

        // Both rows are each other's partners in some steps.
        var source = new AugmentedSource(table, new Augmentation { Mixup = 1 }, [], 1);
        do
        {
            source.Read([0, 1], mixed);
            source.Step++;
        }
        while (mixed.MixPartners[0] == 0);

        var share = mixed.MixShares[0];
        CollectionAssert.AreEqual(new[] { 0, 2, 3, 5 }, mixed.SparseIndices[..4].ToArray());
        foreach (var (expected, actual) in new[] { share, (2 * share) + (10 * (1 - share)), 20 * (1 - share), 3 * share }.Zip(mixed.SparseValues[..4].ToArray()))
        {
            Assert.AreEqual(expected, actual, 1e-5f);
        }
    }

    [TestMethod]
    [DataRow(0.5f, 0f, 0f)]
    [DataRow(0f, 0.3f, 0f)]
    [DataRow(0f, 0f, 0.4f)]
    public void Read_SameStepAndOther_SameRowsAndOthers(float noise, float swap, float mixup)
    {
        var augmentation = new Augmentation { NumericNoise = noise, SwapNoise = swap, Mixup = mixup };
        var first = Read(augmentation, step: 3).Augmented.Numerics.ToArray();
        CollectionAssert.AreEqual(first, Read(augmentation, step: 3).Augmented.Numerics.ToArray());
        CollectionAssert.AreNotEqual(first, Read(augmentation, step: 4).Augmented.Numerics.ToArray());
    }

    [TestMethod]
    public void Train_MixedRows_LossAndGradientAreThoseOfBothLabels()
    {
        foreach (var loss in new Loss[] { new SquaredLoss(), new CategoricalCrossEntropyLoss(), new CategoricalHingeLoss() })
        {
            // A mixed batch of n rows has the gradient of 2 n rows, the second n with the partners' labels and the rest of the weight.
            var description = Tables.Describe(4, [], loss, outputs: loss.OutputsFor(3));
            var mixed = new MixedTable(6, doubled: false);
            var doubled = new MixedTable(6, doubled: true);
            var weights = WeightInitializer.Create(description, 3, new Dictionary<string, float[]>(), new Dictionary<string, float[]>());
            var (expected, expectedLoss) = Step(description, weights, doubled);
            var (actual, actualLoss) = Step(description, weights, mixed);
            Assert.AreEqual(2 * expectedLoss, actualLoss, 1e-5, loss.GetType().Name);
            foreach (var tensor in expected)
            {
                for (var i = 0; i < tensor.Values.Length; i++)
                {
                    var start = weights[tensor.Name].Values[i];
                    Assert.AreEqual(2 * (tensor.Values[i] - start), actual[tensor.Name].Values[i] - start, 1e-5f, tensor.Name);
                }
            }
        }
    }

    [TestMethod]
    public void Train_Augmented_StillLearns()
    {
        static float Label(float[] x, int[] c) => x[0] + c[0] > 2 ? 1 : 0;
        var settings = Tables.Settings(epochs: 30) with { Augmentation = new Augmentation { NumericNoise = 0.05f, SwapNoise = 0.05f, Mixup = 0.2f } };
        var network = NetworkTrainer.Train(
            Tables.Describe(3, [3], new BinaryCrossEntropyLoss(), standardize: true),
            Tables.Make(1000, 3, [3], Label),
            Tables.Make(300, 3, [3], Label, seed: 2),
            settings);
        Assert.IsGreaterThan(0.93, network.History.Epochs.Max(epoch => epoch.ValidationMetrics["Accuracy"]));
    }

    [TestMethod]
    public void Train_NoiseOnSparseFeatures_SaysWhatToDo()
    {
        var description = new NetworkDescription
        {
            Input = new InputDescription { NumericCount = 3, IsSparse = true },
            Trunk = new MlpTrunk { Widths = [] },
            Heads = [new HeadDescription { Name = "y", OutputCount = 1, Loss = new SquaredLoss() }],
        };
        var batch = new Batch(TableShape.Of(description, withTargets: true), 1);
        batch.AddRow();
        var table = new TrainingTable(batch.Shape);
        table.Append(batch);
        var error = Assert.ThrowsExactly<ArgumentException>(() => NetworkTrainer.Train(
            description, table, null, Tables.Settings() with { Augmentation = new Augmentation { SwapNoise = 0.1f } }));
        StringAssert.Contains(error.Message, "SwapNoise does not go with sparse features", StringComparison.Ordinal);
    }

    private static (NetworkWeights Weights, double Loss) Step(NetworkDescription description, NetworkWeights weights, MixedTable source)
    {
        var settings = new TrainingSettings { Optimizer = new Sgd { Momentum = 0 }, BatchSize = source.RowCount, CategoryMaskRate = 0, ThreadCount = 1 };
        using var session = new ManagedBackend().Open(description, weights, settings);
        session.Train(source, [.. Enumerable.Range(0, source.RowCount)], new TrainingStep(0, 1));
        return (session.GetWeights(), session.TakeStatistics().MeanLoss);
    }

    private static (Batch Plain, Batch Augmented) Read(Augmentation augmentation, long step)
    {
        var table = Tables.Make(Rows, 3, [10], (x, _) => x[0]);
        int[] rows = [.. Enumerable.Range(0, Rows)];
        var plain = new Batch(table.Shape, Rows);
        table.Read(rows, plain);
        var augmented = new Batch(table.Shape, Rows);
        new AugmentedSource(table, augmentation, [1, 10, 1], seed: 5) { Step = step }.Read(rows, augmented);
        return (plain, augmented);
    }

    // Rows whose labels are mixed, or the same as twice as many rows with one label each.
    private sealed class MixedTable(int rows, bool doubled) : IBatchSource
    {
        public TableShape Shape { get; } = new(4, false, 0, 1);

        public int RowCount => doubled ? 2 * rows : rows;

        public void Read(ReadOnlySpan<int> numbers, Batch batch)
        {
            batch.Clear();
            foreach (var number in numbers)
            {
                var row = number % rows;
                var isPartner = number >= rows;
                var at = batch.AddRow();
                for (var i = 0; i < 4; i++)
                {
                    batch.NumericRow(at)[i] = MathF.Sin((row * 5) + i);
                }

                batch.TargetRow(at)[0] = (isPartner ? Partner(row) : row) % 3;
                batch.Weights[at] = Weight(isPartner ? Partner(row) : row);
                if (doubled)
                {
                    batch.Weights[at] *= isPartner ? 1 - Share(row) : Share(row);
                }
            }

            if (!doubled)
            {
                batch.SetMix([.. Enumerable.Range(0, rows).Select(Partner)], [.. Enumerable.Range(0, rows).Select(Share)]);
            }
        }

        private int Partner(int row) => (row + 1) % rows;

        private static float Weight(int row) => 1 + (row % 2);

        private static float Share(int row) => (row + 1) / 8f;
    }
}
