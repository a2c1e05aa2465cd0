namespace NeuralTrainers.Networks.Tests;

/// <summary>Holds a backend's heads, conditions, missing labels and loss weightings against the numbers that PyTorch computes.</summary>
public abstract class HeadFixtureTests
{
    private const float Missing = -99;

    protected abstract ITrainingBackend Backend { get; }

    private BackendProbe Probe => new(Backend);

    public static IEnumerable<object[]> Weightings { get; } =
    [
        ["fixed", LossWeighting.Fixed],
        ["uncertainty", new UncertaintyWeighting { LearningRate = 0.05f }],
        ["gradNorm", new GradNormWeighting { Alpha = 0.7f, LearningRate = 0.05f }],
        ["movingAverage", new MovingAverageWeighting { Decay = 0.8f }],
    ];

    [TestMethod]
    public void Train_ConditionedHeadsWithMissingLabels_HavePyTorchsOutputsAndGradients()
    {
        var (fixture, description, weights, table) = Load();

        var (gradients, meanLoss) = Probe.Step(description, weights, table);

        BackendProbe.AssertClose(fixture.Values("outputs"), Probe.Outputs(description, weights, table), 2e-6f, "outputs");
        BackendProbe.AssertClose(fixture.Values("fixed/loss")[..1], [(float)meanLoss], 2e-6f, "loss");
        foreach (var tensor in weights)
        {
            BackendProbe.AssertClose(fixture.Values($"gradients/{tensor.Name}"), gradients[tensor.Name].Values, 5e-6f, tensor.Name);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Weightings))]
    public void Train_EachWeighting_FollowsPyTorchsLossesAndWeights(string name, LossWeighting weighting)
    {
        var (fixture, description, weights, table) = Load();
        var settings = new TrainingSettings
        {
            LossWeighting = weighting,
            Optimizer = new Sgd { Momentum = 0 },
            BatchSize = table.RowCount,
            CategoryMaskRate = 0,
            ThreadCount = 2,
        };
        var steps = fixture.Shape($"{name}/loss")[0];
        var (losses, headLosses, headWeights) = (new List<float>(), new List<float>(), new List<float>());

        using (var session = Backend.Open(description, weights, settings))
        {
            for (var step = 0; step < steps; step++)
            {
                session.Train(table, BackendProbe.AllRows(table), new TrainingStep(step, 0.1f));
                var statistics = session.TakeStatistics();
                losses.Add((float)statistics.MeanLoss);
                headLosses.AddRange(statistics.Heads.Select(head => (float)head.MeanLoss));
                headWeights.AddRange(statistics.Heads.Select(head => (float)head.Weight));
            }
        }

        BackendProbe.AssertClose(fixture.Values($"{name}/loss"), [.. losses], 5e-5f, "loss of step");
        BackendProbe.AssertClose(fixture.Values($"{name}/headLosses"), [.. headLosses], 5e-5f, "loss of step and head");
        BackendProbe.AssertClose(fixture.Values($"{name}/headWeights"), [.. headWeights], 5e-5f, "weight after step of head");
    }

    private static (Fixture Fixture, NetworkDescription Description, NetworkWeights Weights, TrainingTable Table) Load()
    {
        var fixture = Fixture.Load("heads");
        var description = new NetworkDescription
        {
            Input = new InputDescription { NumericCount = 4 },
            Trunk = new MlpTrunk { Widths = [6], Activation = Activation.Tanh, Dropout = 0 },
            Heads =
            [
                new HeadDescription { Name = "wage", OutputCount = 1, Loss = new SquaredLoss(), ConditionedOn = ["member", "sector"], Weight = 0.5f },
                new HeadDescription
                {
                    Name = "sector",
                    OutputCount = 3,
                    Loss = new CategoricalCrossEntropyLoss(),
                    Trunk = new MlpTrunk { Widths = [5], Activation = Activation.Tanh, Dropout = 0 },
                    ClassWeights = [0.5f, 1, 2],
                },
                new HeadDescription { Name = "member", OutputCount = 1, Loss = new BinaryCrossEntropyLoss(), Weight = 2, ClassWeights = [1, 3] },
            ],
        };
        description.Validate();
        float[] labels = [.. fixture.Values("labels").Select(label => label == Missing ? float.NaN : label)];
        var table = BackendProbe.Table(description, fixture.Values("numeric"), [], labels, fixture.Values("rowWeights"));
        return (fixture, description, fixture.Weights("weights/"), table);
    }
}
