using Microsoft.ML.SearchSpace;

namespace NeuralTrainers;

/// <summary>One point of a <see cref="NeuralSearchSpace"/>.</summary>
internal sealed record NeuralSetting
{
    public required SweptTrunk Trunk { get; init; }

    public required int Depth { get; init; }

    public required int Width { get; init; }

    public int EnsembleMembers { get; init; } = 32;

    public string Activation { get; init; } = "relu";

    public required double Dropout { get; init; }

    public required double LearningRate { get; init; }

    /// <summary>0 for none.</summary>
    public required double WeightDecay { get; init; }

    public required int BatchSize { get; init; }

    public string EmbeddingSize { get; init; } = "fastai";

    public string NumericEncoding { get; init; } = "none";

    /// <summary>Reads what a tuner proposed; what the space fixes is not in it.</summary>
    public static NeuralSetting Read(Parameter parameter, NeuralSearchSpace space)
    {
        return new()
        {
            Trunk = Enum.Parse<SweptTrunk>(Choice(nameof(Trunk), $"{space.Trunks[0]}")),
            Depth = Choice(nameof(Depth), space.Depths[0]),
            Width = Choice(nameof(Width), space.Widths[0]),
            EnsembleMembers = Choice(nameof(EnsembleMembers), space.EnsembleMembers[0]),
            Activation = Choice(nameof(Activation), space.Activations.Keys.First()),
            Dropout = Choice(nameof(Dropout), space.Dropout.Minimum),
            LearningRate = Choice(nameof(LearningRate), space.LearningRate.Minimum),
            WeightDecay = Choice(NeuralOptionSpace.DecaysWeights, otherwise: true) ? Choice(nameof(WeightDecay), space.WeightDecay.Minimum) : 0,
            BatchSize = Choice(nameof(BatchSize), space.BatchSizes[0]),
            EmbeddingSize = Choice(nameof(EmbeddingSize), space.EmbeddingSizes.Keys.First()),
            NumericEncoding = Choice(nameof(NumericEncoding), space.NumericEncodings.Keys.First()),
        };

        T Choice<T>(string name, T otherwise) => parameter.TryGetValue(name, out var value) ? value.AsType<T>() : otherwise;
    }

    /// <summary>Writes the setting into options.</summary>
    public void Apply(NeuralNetworkOptions options, NeuralSearchSpace space)
    {
        var encoding = options.FeatureColumnName is null ? null : space.NumericEncodings[NumericEncoding];
        options.Network = new NetworkArchitecture { Trunk = CreateTrunk(space.Activations[Activation], encoding is not null), NumericEncoding = encoding };

        // A sweep of featurizers may hash categories into sparse slots, which have no encoding, and which batch ensembles do not read.
        var readable = this with { Trunk = Trunk == SweptTrunk.BatchEnsemble ? SweptTrunk.Mlp : Trunk };
        options.SparseNetwork = new NetworkArchitecture { Trunk = readable.CreateTrunk(space.Activations[Activation], encoded: false) };
        options.LearningRate = (float)LearningRate;
        options.WeightDecay = (float)WeightDecay;
        options.BatchSize = BatchSize;
        options.EmbeddingSize = space.EmbeddingSizes[EmbeddingSize];
    }

    private Trunk CreateTrunk(Activation activation, bool encoded)
    {
        IReadOnlyList<int> widths = [.. Enumerable.Repeat(Width, Depth)];
        var dropout = (float)Dropout;
        return Trunk switch
        {
            SweptTrunk.Mlp => new MlpTrunk { Widths = widths, Activation = activation, Dropout = dropout },
            SweptTrunk.Residual => new ResidualTrunk { Widths = widths, Activation = activation, Dropout = dropout },
            _ => new BatchEnsembleTrunk
            {
                Widths = widths,
                Activation = activation,
                Dropout = dropout,
                Members = EnsembleMembers,
                Start = encoded ? BatchEnsembleStart.Normal : BatchEnsembleStart.RandomSigns,
            },
        };
    }
}
