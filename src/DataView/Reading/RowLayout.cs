using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.DataView;

/// <summary>Which columns are read, and as what.</summary>
internal sealed record RowLayout
{
    public FeatureColumn? Features { get; init; }

    public IReadOnlyList<KeyColumn> Keys { get; init; } = [];

    public IReadOnlyList<LabelColumn> Labels { get; init; } = [];

    public PreviousColumn? Previous { get; init; }

    public string? WeightColumnName { get; init; }

    /// <summary>Checks that a schema has all columns, of the right types.</summary>
    /// <exception cref="ArgumentException">It has not; the message names the column and what to do.</exception>
    public void CheckTypes(SchemaShape schema)
    {
        foreach (var requirement in Requirements())
        {
            requirement.Check(schema);
        }
    }

    /// <summary>Checks that a schema has all columns, of the right types and with the feature vector's size.</summary>
    /// <exception cref="ArgumentException">It has not; the message names the column and what to do.</exception>
    public void Check(DataViewSchema schema)
    {
        CheckTypes(SchemaShapes.Of(schema));
        if (Features is { } features && (schema[features.Name].Type as VectorDataViewType)?.Size != features.Size)
        {
            throw new ArgumentException(
                $"The feature column '{features.Name}' is of type {schema[features.Name].Type}, but the model was trained on " +
                $"{(features.Size is { } size ? $"{size} slots" : "a single number")}. Build it by the same pipeline as for training.");
        }
    }

    /// <summary>The columns in a schema.</summary>
    public IEnumerable<DataViewSchema.Column> ColumnsIn(DataViewSchema schema)
    {
        IEnumerable<string?> names =
            [Features?.Name, .. Keys.Select(key => key.Name), .. Labels.Select(label => label.Name), Previous?.Name, WeightColumnName];
        return names.OfType<string>().Distinct(StringComparer.Ordinal).Select(name => schema[name]);
    }

    private IEnumerable<ColumnRequirement> Requirements()
    {
        if (Features is { } features)
        {
            yield return ColumnRequirement.Features(features.Name);
        }

        // Before the keys, which may name it again.
        if (Previous is { } previous)
        {
            yield return ColumnRequirement.Previous(previous);
        }

        foreach (var key in Keys)
        {
            yield return ColumnRequirement.Key(key.Name);
        }

        foreach (var label in Labels)
        {
            yield return ColumnRequirement.Label(label);
        }

        if (WeightColumnName is { } weight)
        {
            yield return ColumnRequirement.Weight(weight);
        }
    }
}
