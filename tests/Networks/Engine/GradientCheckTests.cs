namespace NeuralTrainers.Networks.Tests;

/// <summary>Every gradient against the difference quotient of the loss.</summary>
[TestClass]
public class GradientCheckTests
{
    public static IEnumerable<object[]> Networks()
    {
        Trunk[] trunks =
        [
            new MlpTrunk { Widths = [], Dropout = 0 },
            new MlpTrunk { Widths = [7, 5], Dropout = 0, Activation = Activation.Tanh },
            new MlpTrunk { Widths = [7, 5], Dropout = 0, Activation = Activation.Sigmoid },
            new MlpTrunk { Widths = [6], Dropout = 0, Activation = Activation.Identity },
            new MlpTrunk { Widths = [7, 5], Dropout = 0.3f, Activation = Activation.Tanh },
            new MlpTrunk { Widths = [7, 5], Dropout = 0.3f, Activation = Activation.Relu },
        ];
        foreach (var trunk in trunks)
        {
            yield return [trunk, new SquaredLoss(), 1];
        }

        yield return [trunks[1], new HuberLoss { Delta = 0.5f }, 1];
        yield return [trunks[1], new AbsoluteLoss(), 1];
        yield return [trunks[1], new BinaryCrossEntropyLoss(), 1];
        yield return [trunks[1], new CategoricalCrossEntropyLoss(), 3];
        yield return [trunks[1], new CategoricalCrossEntropyLoss { LabelSmoothing = 0.2f }, 3];
        foreach (var loss in new Loss[]
        {
            new LogCoshLoss(), new PinballLoss(), new GaussianLoss(), new BinaryCrossEntropyLoss { LabelSmoothing = 0.2f },
            new BinaryFocalLoss { Alpha = 0.3f }, new BinaryHingeLoss(), new CategoricalFocalLoss { Alpha = [1, 2, 0.5f] },
            new CategoricalHingeLoss(), new CategoricalHingeLoss { Form = MulticlassHinge.WestonWatkins },
            new PoissonLoss(), new GammaLoss(), new TweedieLoss(),
        })
        {
            // A linear network: a difference quotient across a hinge's edge would show nothing.
            yield return [loss is CategoricalHingeLoss ? trunks[0] : trunks[1], loss, loss.OutputsFor(3)];
        }
    }

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Backward_DenseNetwork_MatchesDifferenceQuotient(Trunk trunk, Loss loss, int outputs)
    {
        var description = Tables.Describe(4, [3, 2], loss, trunk, outputs);
        Check(description, TableFor(loss));
    }

    /// <summary>Rows of four numbers and two categories, with labels that suit the loss.</summary>
    internal static TrainingTable TableFor(Loss loss) => Tables.Make(9, 4, [3, 2], (x, c) => loss.Target switch
    {
        TargetKind.Multiclass => c[0] - 1,
        TargetKind.Binary => c[1] - 1,
        _ => loss.TargetScaling == TargetScaling.DivideByMean ? c[0] : x[0] + c[0],
    });

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Backward_SparseNetwork_MatchesDifferenceQuotient(bool withCategory)
    {
        var description = new NetworkDescription
        {
            Input = new InputDescription
            {
                NumericCount = 12,
                IsSparse = true,
                Embeddings = withCategory ? [new EmbeddingDescription { Column = "c", Table = "c", Cardinality = 2, Dimension = 2 }] : [],
            },
            Trunk = new MlpTrunk { Widths = [5], Dropout = 0, Activation = Activation.Tanh },
            Heads = [new HeadDescription { Name = "Score", OutputCount = 1, Loss = new SquaredLoss() }],
        };
        var batch = new Batch(TableShape.Of(description, withTargets: true), 4);
        var table = new TrainingTable(batch.Shape);
        int[][] slots = [[0, 3], [3, 11], [], [1, 2, 3]];
        foreach (var row in slots)
        {
            batch.TargetRow(batch.AddRow())[0] = row.Length;
            batch.SetSparseRow(row, [.. row.Select(slot => slot - 4.5f)]);
        }

        table.Append(batch);
        Check(description, table);
    }

    [TestMethod]
    [DynamicData(nameof(Encodings))]
    public void Backward_EncodedFeatures_MatchesDifferenceQuotient(NumericEncoding encoding, bool standardize)
    {
        var description = Tables.Describe(3, [2], new SquaredLoss(), new MlpTrunk { Widths = [5], Dropout = 0, Activation = Activation.Tanh }, standardize: standardize);
        description = description with { Input = description.Input with { NumericEncoding = encoding } };

        // The middle feature is a flag, which is not encoded.
        var table = Tables.Map(Tables.Make(9, 3, [2], (x, c) => x[0] + c[0]), x => x[1] = x[1] > 0 ? 1 : 0);
        Check(description, table);
    }

    public static IEnumerable<object[]> Encodings()
    {
        yield return [new PiecewiseLinearEncoding { MaximumBins = 3, Dimension = 2 }, false];
        yield return [new PiecewiseLinearEncoding { MaximumBins = 20, Dimension = 11, Relu = true }, true];
        yield return [new PiecewiseLinearEncoding { MaximumBins = 1, Dimension = 1 }, false];
        yield return [new PeriodicEncoding { Frequencies = 3, Dimension = 3, Sigma = 0.3f }, true];
        yield return [new PeriodicEncoding { Frequencies = 19, Dimension = 6, Relu = false }, false];
    }

    private static void Check(NetworkDescription description, TrainingTable table)
    {
        const float step = 2e-3f;
        var fitted = FittedInput.Of(description, table);
        description = fitted.Description;
        var weights = WeightInitializer.Create(description, 3, fitted.Tensors, new Dictionary<string, float[]>(StringComparer.Ordinal));
        var rows = Enumerable.Range(0, table.RowCount).ToArray();
        var gradients = Gradients(description, weights, table, rows);
        foreach (var tensor in weights)
        {
            for (var i = 0; i < tensor.Values.Length && !fitted.Tensors.ContainsKey(tensor.Name); i++)
            {
                var value = tensor.Values[i];
                tensor.Values[i] = value + step;
                var above = Loss(description, weights, table, rows);
                tensor.Values[i] = value - step;
                var below = Loss(description, weights, table, rows);
                tensor.Values[i] = value;
                var expected = (above - below) / (2 * step);
                Assert.AreEqual(expected, gradients[tensor.Name].Values[i], 2e-3 + (0.02 * Math.Abs(expected)), $"{tensor.Name}[{i}]");
            }
        }
    }

    // Plain gradient descent with rate 1 moves each weight by its gradient.
    private static NetworkWeights Gradients(NetworkDescription description, NetworkWeights weights, TrainingTable table, int[] rows)
    {
        using var session = Open(description, weights, rows.Length, learningRate: 1);
        session.Train(table, rows, new TrainingStep(0, 1));
        return new NetworkWeights(session.GetWeights().Select(after => new WeightTensor(
            after.Name, after.Shape, [.. weights[after.Name].Values.Zip(after.Values, (old, updated) => old - updated)])));
    }

    private static double Loss(NetworkDescription description, NetworkWeights weights, TrainingTable table, int[] rows)
    {
        using var session = Open(description, weights, rows.Length, learningRate: 1);
        session.Train(table, rows, new TrainingStep(0, 1));
        return session.TakeStatistics().MeanLoss;
    }

    private static ITrainingSession Open(NetworkDescription description, NetworkWeights weights, int rows, float learningRate) =>
        new ManagedBackend().Open(
            description,
            weights,
            new TrainingSettings
            {
                Optimizer = new Sgd { Momentum = 0 },
                LearningRate = learningRate,
                BatchSize = rows,
                ThreadCount = 1,
                CategoryMaskRate = 0,
            });
}
