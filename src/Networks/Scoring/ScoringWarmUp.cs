namespace NeuralTrainers.Networks;

/// <summary>
/// Has the runtime compile in the background what scoring needs, while a model's files are read: compiling takes most of the time from
/// loading a model to its first prediction.
/// </summary>
internal static class ScoringWarmUp
{
    private static int _started;

    /// <summary>Starts it, the first time that it is called, on a machine with a processor to spare.</summary>
    public static void Start()
    {
        if (Environment.ProcessorCount > 1 && Interlocked.Exchange(ref _started, 1) == 0)
        {
            // A thread of its own begins sooner than the first one of the pool.
            _ = Task.Factory.StartNew(ScoreSomething, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    private static void ScoreSomething()
    {
        // As wide as the kernels' widest paths, and of the kinds of layer that most networks have.
        var network = new NetworkDescription
        {
            Input = new InputDescription
            {
                NumericCount = 1,
                Standardize = true,
                Embeddings = [new EmbeddingDescription { Column = "c", Table = "c", Cardinality = 1, Dimension = 1 }],
            },
            Trunk = new MlpTrunk { Widths = [128] },
            Heads = [new HeadDescription { Name = "y", OutputCount = 1, Loss = new SquaredLoss() }],
        };
        // What is needed first is compiled first.
        network.Validate();
        var weights = ParameterCatalog.Of(network).Select(spec => new WeightTensor(spec.Name, spec.Shape, new float[spec.Length]));
        var history = new TrainingHistory { Epochs = [], BestEpoch = 0, StopReason = StopReason.MaximumEpochs, Message = string.Empty };
        var session = new TrainedNetwork(network, new NetworkWeights(weights), history).CreateScorer().CreateSession(1);
        session.Input.AddRow();
        session.Run();
    }
}
