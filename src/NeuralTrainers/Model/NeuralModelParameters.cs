using NeuralTrainers.DataView;
using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>A trained network and the names of its columns. Immutable; all threads may share it.</summary>
public sealed class NeuralModelParameters
{
    private readonly Lazy<NetworkScorer> _scorer;
    private readonly Lazy<NetworkScoringModel> _scoringModel;
    private readonly Lazy<NetworkScoringModel> _featureModel;

    internal NeuralModelParameters(TrainedNetwork network, ModelColumns columns)
    {
        Network = network;
        Columns = columns;
        var layout = columns.ScoringLayout(network.Description);
        _scorer = new Lazy<NetworkScorer>(network.CreateScorer);
        _scoringModel = new Lazy<NetworkScoringModel>(() => new NetworkScoringModel(layout, _scorer.Value.CreateSession));
        _featureModel = new Lazy<NetworkScoringModel>(() => new NetworkScoringModel(layout, _scorer.Value.CreateFeatureSession));
    }

    /// <summary>What the network consists of.</summary>
    public NetworkDescription Description => Network.Description;

    /// <summary>The number of trained values.</summary>
    public long ParameterCount => Network.ParameterCount;

    /// <summary>The course of the training: one record per epoch, and why it ended.</summary>
    public TrainingHistory TrainingHistory => Network.History;

    /// <summary>
    /// The thresholds of a dual block: one; or with <see cref="PersistenceThreshold.RegionColumn"/> that of missing and unseen values and then one
    /// per value of the column, in the order of its keys; or those of the learned regions. Empty if the network has none.
    /// </summary>
    public IReadOnlyList<float> PersistenceThresholds => Description.Heads[0] is { DualBlock.Threshold: not null } head
        ? [.. Network.Weights[$"head.{head.Name}.threshold"].Values.Select(logit => 1 / (1 + MathF.Exp(-logit)))]
        : [];

    internal TrainedNetwork Network { get; }

    internal ModelColumns Columns { get; }

    internal IScoringModel ScoringModel => _scoringModel.Value;

    /// <summary>The last hidden layer, as the outputs of a single head.</summary>
    internal IScoringModel FeatureModel => _featureModel.Value;

    /// <summary>The width of the last hidden layer that all heads share, 0 if there is none.</summary>
    internal int FeatureCount => _scorer.Value.FeatureCount;

    /// <summary>The learned vectors of a categorical column, with the values that they belong to.</summary>
    /// <param name="columnName">The name of the column.</param>
    /// <exception cref="ArgumentException">The network has no such categorical column.</exception>
    public CategoryEmbedding GetEmbedding(string columnName)
    {
        ArgumentNullException.ThrowIfNull(columnName);
        var table = Network.GetEmbedding(columnName);
        return new CategoryEmbedding(columnName, table, CategoryValues(columnName));
    }

    private KeyValues? CategoryValues(string columnName)
    {
        for (var i = 0; i < Columns.CategoryValues.Count; i++)
        {
            if (string.Equals(Description.Input.Embeddings[i].Column, columnName, StringComparison.Ordinal))
            {
                return Columns.CategoryValues[i];
            }
        }

        return null;
    }
}
