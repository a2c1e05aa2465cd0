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
        ];
        yield return [trunks[0], new SquaredLoss(), 1];
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
            new PoissonLoss(), new GammaLoss(), new TweedieLoss(), new KullbackLeiblerLoss(),
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
        GradientCheck.Run(description, TableFor(loss));
        GradientCheck.Run(description, Tables.Weighted(TableFor(loss)));
    }

    /// <summary>Rows of four numbers and two categories, with labels that suit the loss.</summary>
    internal static TrainingTable TableFor(Loss loss)
    {
        var table = Tables.Make(9, 4, [3, 2], (x, c) => loss.Target switch
        {
            TargetKind.Multiclass => c[0] - 1,
            TargetKind.Binary => c[1] - 1,
            _ => loss.TargetScaling == TargetScaling.DivideByMean ? c[0] : x[0] + c[0],
        });
        return loss.Target == TargetKind.Distribution ? Tables.WithShares(table, 3) : table;
    }

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
        GradientCheck.Run(description, table);
        GradientCheck.Run(description, Tables.Weighted(table));
    }

    [TestMethod]
    [DynamicData(nameof(Encodings))]
    public void Backward_EncodedFeatures_MatchesDifferenceQuotient(NumericEncoding encoding, bool standardize)
    {
        var description = Tables.Describe(3, [2], new SquaredLoss(), new MlpTrunk { Widths = [5], Dropout = 0, Activation = Activation.Tanh }, standardize: standardize);
        description = description with { Input = description.Input with { NumericEncoding = encoding } };

        // The middle feature is a flag, which is not encoded.
        var table = Tables.Map(Tables.Make(9, 3, [2], (x, c) => x[0] + c[0]), x => x[1] = x[1] > 0 ? 1 : 0);
        GradientCheck.Run(description, table);
        GradientCheck.Run(description, Tables.Weighted(table));
    }

    public static IEnumerable<object[]> Encodings()
    {
        yield return [new PiecewiseLinearEncoding { MaximumBins = 3, Dimension = 2 }, false];
        yield return [new PiecewiseLinearEncoding { MaximumBins = 20, Dimension = 11, Relu = true }, true];
        yield return [new PiecewiseLinearEncoding { MaximumBins = 1, Dimension = 1 }, false];
        yield return [new PeriodicEncoding { Frequencies = 3, Dimension = 3, Sigma = 0.3f }, true];
        yield return [new PeriodicEncoding { Frequencies = 19, Dimension = 6, Relu = false }, false];
    }
}
