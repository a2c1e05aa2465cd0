using Microsoft.ML.Data;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>The names of a model's columns, and what their values stand for.</summary>
internal sealed record ModelColumns
{
    /// <summary>The labels, in the order of the network's heads.</summary>
    public required IReadOnlyList<ModelLabel> Labels { get; init; }

    public string? FeatureColumnName { get; init; }

    /// <summary>The number of slots of the feature column, or null if it is a single number.</summary>
    public int? FeatureSize { get; init; }

    /// <summary>The values of each categorical column, in the order of the network's embeddings; null where they are not known.</summary>
    public required IReadOnlyList<KeyValues?> CategoryValues { get; init; }

    public DataViewType? FeatureColumnType => FeatureColumnName is null ? null
        : FeatureSize is { } size ? new VectorDataViewType(NumberDataViewType.Single, size)
        : NumberDataViewType.Single;

    /// <summary>Whether the values of the keys, where they are known, are those of an earlier model.</summary>
    public bool CanContinue(ModelColumns earlier) =>
        Labels.Zip(earlier.Labels).All(pair => AreSame(pair.First.Values, pair.Second.Values))
            && CategoryValues.Zip(earlier.CategoryValues).All(pair => AreSame(pair.First, pair.Second));

    /// <summary>What scoring reads.</summary>
    public RowLayout ScoringLayout(NetworkDescription network) => new()
    {
        Features = FeatureColumnName is { } name ? new FeatureColumn(name, FeatureSize, network.Input.IsSparse) : null,
        Keys = [.. network.Input.Embeddings.Select(embedding => new KeyColumn(embedding.Column, embedding.Cardinality))],
        Previous = network.Heads[0] is { DualBlock: { } block } head
            ? new PreviousColumn(block.PreviousColumn, head.Loss.Target == TargetKind.Multiclass ? head.OutputCount : null)
            : null,
    };

    private static bool AreSame(KeyValues? values, KeyValues? earlier) =>
        values is null || earlier is null || values.Values.SequenceEqual(earlier.Values, StringComparer.Ordinal);
}
