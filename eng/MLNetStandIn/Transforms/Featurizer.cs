using System.Text.Json.Serialization;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>What a fitted featurizer knows, as it stands in the model file: how one column of the output comes about.</summary>
/// <param name="Output">The name of the column.</param>
[JsonDerivedType(typeof(CopiedColumn), "copy")]
[JsonDerivedType(typeof(DroppedColumn), "drop")]
[JsonDerivedType(typeof(ConcatenatedColumn), "concatenate")]
[JsonDerivedType(typeof(NormalizedColumn), "normalize")]
[JsonDerivedType(typeof(ReplacedMissingColumn), "replaceMissing")]
[JsonDerivedType(typeof(ValueToKeyColumn), "valueToKey")]
[JsonDerivedType(typeof(KeyToValueColumn), "keyToValue")]
[JsonDerivedType(typeof(OneHotColumn), "oneHot")]
internal abstract record Featurizer(string Output)
{
    /// <summary>The column to add to data of a schema; null if there is none.</summary>
    public abstract ComputedColumn Compute(DataViewSchema input);
}

internal sealed record CopiedColumn(string Output, string Input) : Featurizer(Output)
{
    public override ComputedColumn Compute(DataViewSchema input) => ComputedColumn.Copy(input.Find(Input), Output);
}

/// <summary>Drops a column and those that it hides.</summary>
internal sealed record DroppedColumn(string Output) : Featurizer(Output)
{
    public override ComputedColumn Compute(DataViewSchema input)
    {
        input.Find(Output);
        return null;
    }
}
