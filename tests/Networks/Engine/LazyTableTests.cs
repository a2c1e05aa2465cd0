using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks.Tests;

/// <summary>Large tables, whose rows are updated only when a batch reads them, against the update of all values in every step.</summary>
[TestClass]
public sealed unsafe class LazyTableTests
{
    private const int Rows = 1400;

    // Not a multiple of a vector's length.
    private const int Dimension = 99;

    public static IEnumerable<object[]> Optimizers() =>
    [
        [new AdamW(), 0.05f, 0f],
        [new AdamW { Beta1 = 0.5f, Beta2 = 0.9f, Epsilon = 1e-5f }, 0f, 0f],
        [new AdamW { Beta1 = 0.95f, Beta2 = 0.3f }, 0.05f, 0f],
        [new AdamW(), 0.05f, 1e-3f],
        [new Adam(), 0f, 0f],
        [new Adam(), 0.01f, 0f],
        [new AdaMax(), 0f, 0f],
        [new AdaGrad(), 0f, 0f],
        [new AdaGrad(), 0.01f, 0f],
        [new AdaDelta(), 0f, 0f],
        [new RmsProp(), 0f, 0f],
        [new RmsProp { Momentum = 0.9f, Centered = true }, 0f, 0f],
        [new Sgd { Momentum = 0 }, 0f, 0f],
        [new Sgd(), 0.01f, 0f],
        [new Sgd { Nesterov = true }, 0f, 0.01f],
    ];

    [TestMethod]
    [DynamicData(nameof(Optimizers))]
    public void Run_RandomRowsInEachStep_EqualsDenseUpdate(Optimizer optimizer, float weightDecay, float l1) =>
        AssertEqual(optimizer, weightDecay, l1, steps: 200, gradientScale: 1, threads: 2);

    [TestMethod]
    [DataRow(1e-3f)]
    [DataRow(1e-6f)]
    [DataRow(1e-8f)]
    [DataRow(1e-10f)]
    public void Run_SmallGradients_EqualsDenseUpdate(float gradientScale) =>
        AssertEqual(new AdamW(), weightDecay: 0.01f, l1: 0, steps: 200, gradientScale, threads: 1);

    [TestMethod]
    public void Run_MoreStepsThanAreKept_EqualsDenseUpdate() =>
        AssertEqual(new AdamW(), weightDecay: 0.01f, l1: 0, steps: StepHistory<AdamRule>.Capacity + 150, gradientScale: 1, threads: 2);

    [TestMethod]
    public void Run_LearningRateZero_MovesNothing()
    {
        var run = new Run(new AdamW(), 0, 0, isTable: true);
        var random = new RandomStream(1, 1);
        for (var step = 1; step <= 20; step++)
        {
            run.Step(WorkerTeam.CallerOnly, step, 0, [random.NextInt32(Rows)], (_, _) => 1);
        }

        run.Update.BringUpToDate(WorkerTeam.CallerOnly);
        Assert.IsTrue(run.Values.Span[..(Rows * Dimension)].SequenceEqual(Start()));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Train_LargeTables_AnyThreadCountSameWeightsBitForBit(bool averages)
    {
        var description = LargeTables();
        var table = SparseTable(description, 400);
        var settings = Tables.Settings(epochs: 3) with
        {
            WeightDecay = 0.01f,
            GradientClipNorm = 1,
            GradientClipValue = 0.5f,
            WeightAveraging = averages ? new ExponentialAveraging() : null,
        };
        var expected = NetworkTrainer.Train(description, table, table, settings with { ThreadCount = 1 });
        Assert.IsLessThan(expected.History.Epochs[0].ValidationLoss!.Value / 2, expected.History.Epochs[^1].ValidationLoss!.Value);
        foreach (var threads in new[] { 2, 4 })
        {
            var actual = NetworkTrainer.Train(description, table, table, settings with { ThreadCount = threads });
            SameBits.AssertWeights(expected, actual, threads);
        }
    }

    [TestMethod]
    public void Train_LargeTables_StepsAllocateNothing()
    {
        var description = LargeTables();
        var table = SparseTable(description, 64);
        var settings = Tables.Settings() with
        {
            BatchSize = 64, GradientClipNorm = 1, GradientClipValue = 1, L1Penalty = 1e-6f, WeightAveraging = new ExponentialAveraging(),
        };
        var weights = WeightInitializer.Create(description, 1, new Dictionary<string, float[]>(), new Dictionary<string, float[]>());
        using var session = new ManagedBackend().Open(description, weights, settings);
        int[] rows = [.. Enumerable.Range(0, 64)];
        var step = 0;
        Allocations.AssertNone(10, () => session.Train(table, rows, new TrainingStep(step, 1e-3f, AverageShare: 1f / ++step)));
    }

    [TestMethod]
    public void Train_LargeTableAveraged_FollowsTheDefinition()
    {
        // Each batch reads rows 1 to 4; row 5 is read in the first one only, the rest never.
        var description = LargeEmbedding();
        var batch = new Batch(TableShape.Of(description, withTargets: true), 8);
        for (var row = 0; row < 8; row++)
        {
            batch.CategoryRow(batch.AddRow())[0] = row < 4 ? row + 1 : 5;
            batch.TargetRow(row)[0] = row;
        }

        var table = new TrainingTable(batch.Shape);
        table.Append(batch);
        var weights = WeightInitializer.Create(description, 1, new Dictionary<string, float[]>(), new Dictionary<string, float[]>());
        var settings = Tables.Settings() with { BatchSize = 8, CategoryMaskRate = 0, Optimizer = new Sgd { Momentum = 0 }, WeightAveraging = new ExponentialAveraging() };
        using var session = new ManagedBackend().Open(description, weights, settings);
        double[]? expected = null;
        for (var step = 0; step < 30; step++)
        {
            var share = 1f / (1 + step);
            session.Train(table, step == 0 ? [0, 1, 2, 3, 4] : [0, 1, 2, 3], new TrainingStep(step, 0.1f, AverageShare: share));
            var values = Embedding(session);
            expected = expected is null
                ? [.. values.Select(value => (double)value)]
                : [.. expected.Zip(values, (average, value) => average + (share * (value - average)))];
        }

        session.UsesAverage = true;
        var actual = Embedding(session);
        Assert.IsGreaterThan(0.01, actual.Zip(weights["input.embedding.c.weight"].Values, (a, b) => Math.Abs(a - b)).Max());
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.AreEqual(expected![i], actual[i], 1e-5, $"row {i / 16}");
        }

        static float[] Embedding(ITrainingSession session) => session.GetWeights()["input.embedding.c.weight"].Values;
    }

    private static NetworkDescription LargeEmbedding() => new()
    {
        Input = new InputDescription { Embeddings = [new EmbeddingDescription { Column = "c", Table = "c", Cardinality = 9000, Dimension = 16 }] },
        Trunk = new MlpTrunk { Widths = [] },
        Heads = [new HeadDescription { Name = "y", OutputCount = 1, Loss = new SquaredLoss() }],
    };

    // The first layer's sparse weights and the embedding are both large.
    private static NetworkDescription LargeTables() => new()
        {
            Input = new InputDescription
            {
                NumericCount = 3000,
                IsSparse = true,
                Embeddings =
                [
                    new EmbeddingDescription { Column = "a", Table = "shared", Cardinality = 9000, Dimension = 16 },
                    new EmbeddingDescription { Column = "b", Table = "shared", Cardinality = 9000, Dimension = 16 },
                ],
            },
            Trunk = new MlpTrunk { Widths = [64], Dropout = 0.1f },
            Heads = [new HeadDescription { Name = "y", OutputCount = 1, Loss = new SquaredLoss() }],
        };

    private static TrainingTable SparseTable(NetworkDescription description, int rows)
    {
        var random = new RandomStream(5, 5);
        var batch = new Batch(TableShape.Of(description, withTargets: true), rows);
        for (var row = 0; row < rows; row++)
        {
            batch.AddRow();
            int[] slots = [.. Enumerable.Range(0, 8).Select(_ => random.NextInt32(3000)).Distinct().Order()];
            batch.SetSparseRow(slots, [.. slots.Select(_ => random.NextGaussian())]);
            batch.CategoryRow(row)[0] = 1 + random.NextInt32(9000);
            batch.CategoryRow(row)[1] = 1 + random.NextInt32(50);
            batch.TargetRow(row)[0] = batch.CategoryRow(row)[1] % 2 == 0 ? 3 : -1;
        }

        var table = new TrainingTable(batch.Shape);
        table.Append(batch);
        return table;
    }

    private static void AssertEqual(Optimizer optimizer, float weightDecay, float l1, int steps, float gradientScale, int threads)
    {
        using var team = new WorkerTeam(threads);
        var lazy = new Run(optimizer, weightDecay, l1, isTable: true);
        var dense = new Run(optimizer, weightDecay, l1, isTable: false);
        var random = new RandomStream(7, 3);
        for (var step = 1; step <= steps; step++)
        {
            // Some rows in almost every step, others a few times at all.
            int[] rows = [.. Enumerable.Range(0, 30).Select(_ => random.NextInt32(1 + random.NextInt32(Rows))).Distinct()];
            var rate = step % 50 == 0 ? 0 : 1e-2f / (1 + (step / 100f));
            var seed = (ulong)step;

            // Some columns never have a gradient.
            float Gradient(int row, int column) =>
                column % 7 == 3 ? 0 : gradientScale * MathF.Sin((row * 31) + (column * 7) + (seed * 1.7f));
            lazy.Step(team, step, rate, rows, Gradient);
            dense.Step(team, step, rate, rows, Gradient);
            if (step % 90 == 0)
            {
                lazy.Update.BringUpToDate(team);
            }
        }

        lazy.Update.BringUpToDate(team);
        double squaredDifference = 0;
        double squaredNorm = 0;
        for (var i = 0; i < Rows * Dimension; i++)
        {
            // Each of the dense update's steps rounds once, so that single values differ by some units in the last place.
            double expected = dense.Values.Span[i];
            var difference = lazy.Values.Span[i] - expected;
            if (!(Math.Abs(difference) <= steps / 200.0 * 5e-6 * Math.Max(1, Math.Abs(expected))))
            {
                Assert.Fail($"row {i / Dimension}, column {i % Dimension}: {lazy.Values.Span[i]} instead of {expected}");
            }

            squaredDifference += difference * difference;
            squaredNorm += expected * expected;
        }

        Assert.IsLessThan(steps / 200.0 * 1e-6, Math.Sqrt(squaredDifference / squaredNorm));
    }

    private static float[] Start()
    {
        var random = new RandomStream(1, 2);
        return [.. Enumerable.Range(0, Rows * Dimension).Select(_ => random.NextGaussian())];
    }

    private sealed class Run
    {
        private readonly RowTable? _table;
        private readonly AlignedBuffer _gradients;
        private readonly Parameter _parameter;
        private int[] _last = [];

        public Run(Optimizer optimizer, float weightDecay, float l1, bool isTable)
        {
            var layout = new ParameterLayout();
            _parameter = layout.Declare("table", [Rows, Dimension], Initialization.Zeros, decays: true);
            Values = new AlignedBuffer(layout.TrainedLength);
            _gradients = new AlignedBuffer(layout.TrainedLength);
            Start().CopyTo(Values.Span);
            var store = new ParameterStore(layout, new NetworkWeights([new WeightTensor("table", [Rows, Dimension], new float[Rows * Dimension])]));
            var binding = new Binding(store, _gradients, 1);
            if (isTable)
            {
                _table = new RowTable(_parameter);
                _table.Bind(binding);
                Assert.IsTrue(_table.IsLarge);
            }

            Update = WeightUpdate.Of(optimizer, new TrainedValues(layout, Values, _gradients, binding.Tables), weightDecay, l1);
        }

        public AlignedBuffer Values { get; }

        public WeightUpdate Update { get; }

        public void Step(WorkerTeam team, int step, float rate, int[] rows, Func<int, int, float> gradient)
        {
            if (_table is null)
            {
                foreach (var row in _last)
                {
                    _gradients.Span.Slice(row * Dimension, Dimension).Clear();
                }

                _last = rows;
            }
            else
            {
                fixed (int* pointer = rows)
                {
                    _table.Begin();
                    _table.Touch(pointer, 1, rows.Length);
                    _table.BringUpToDate(team);
                }
            }

            foreach (var row in rows)
            {
                for (var column = 0; column < Dimension; column++)
                {
                    var values = _table is null ? _gradients.Span.Slice(row * Dimension, Dimension) : _table.Gradient(row);
                    values[column] = gradient(row, column);
                }
            }

            Update.Run(team, new UpdateStep(step, rate, 0.5f));
        }
    }
}
