using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>What transforms hook onto by extension methods.</summary>
public sealed class TransformsCatalog : IInternalCatalog
{
    private readonly IHostEnvironment _env;

    internal TransformsCatalog(IHostEnvironment env) => _env = env;

    public CategoricalTransforms Categorical { get; } = new();

    public ConversionTransforms Conversion { get; } = new();

    IHostEnvironment IInternalCatalog.Environment => _env;

    public sealed class CategoricalTransforms
    {
        internal CategoricalTransforms() { }
    }

    public sealed class ConversionTransforms
    {
        internal ConversionTransforms() { }
    }
}

/// <summary>The name of a new column and of the column it is made from.</summary>
public sealed class InputOutputColumnPair
{
    public InputOutputColumnPair(string outputColumnName, string inputColumnName = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        (OutputColumnName, InputColumnName) = (outputColumnName, inputColumnName ?? outputColumnName);
    }

    public string InputColumnName { get; }

    public string OutputColumnName { get; }
}

/// <summary>Transforms of whole columns.</summary>
public static class TransformExtensionsCatalog
{
    public static IEstimator<ITransformer> CopyColumns(this TransformsCatalog catalog, string outputColumnName, string inputColumnName)
        => FeaturizingEstimator.OneToOne(
            [new(outputColumnName, inputColumnName)],
            (_, _) => (pair, _) => new CopiedColumn(pair.OutputColumnName, pair.InputColumnName),
            (c, name) => new(name, c.Kind, c.ItemType, c.IsKey, c.Annotations));

    public static IEstimator<ITransformer> Concatenate(this TransformsCatalog catalog, string outputColumnName, params string[] inputColumnNames)
        => new FeaturizingEstimator(
            _ => [new ConcatenatedColumn(outputColumnName, inputColumnNames)],
            schema => schema.With([ConcatenatedColumn.Shape(outputColumnName, [.. inputColumnNames.Select(schema.Find)])]));

    public static IEstimator<ITransformer> DropColumns(this TransformsCatalog catalog, params string[] columnNames)
        => new FeaturizingEstimator(
            _ => columnNames.Select(name => new DroppedColumn(name)),
            schema => new(schema.Except(columnNames.Select(schema.Find))));
}

/// <summary>Transforms from one type of column to another.</summary>
public static class ConversionsExtensionsCatalog
{
    public static IEstimator<ITransformer> MapValueToKey(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        string inputColumnName = null,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence)
        => catalog.MapValueToKey([new(outputColumnName, inputColumnName)], keyOrdinality);

    public static IEstimator<ITransformer> MapValueToKey(
        this TransformsCatalog.ConversionTransforms catalog,
        InputOutputColumnPair[] columns,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence)
        => FeaturizingEstimator.OneToOne(
            columns,
            (data, sources) => ValueToKeyColumn.Learn(data, sources, keyOrdinality == ValueToKeyMappingEstimator.KeyOrdinality.ByValue),
            ValueToKeyColumn.Shape);

    public static IEstimator<ITransformer> MapKeyToValue(
        this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, string inputColumnName = null)
        => FeaturizingEstimator.OneToOne(
            [new(outputColumnName, inputColumnName)],
            (_, _) => (pair, _) => new KeyToValueColumn(pair.OutputColumnName, pair.InputColumnName),
            KeyToValueColumn.Shape);
}

/// <summary>Transforms of categories.</summary>
public static class CategoricalCatalog
{
    public static IEstimator<ITransformer> OneHotEncoding(
        this TransformsCatalog.CategoricalTransforms catalog, string outputColumnName, string inputColumnName = null)
        => FeaturizingEstimator.OneToOne([new(outputColumnName, inputColumnName)], OneHotColumn.Learn, OneHotColumn.Shape);
}

/// <summary>Transforms that shift and scale numbers.</summary>
public static class NormalizationCatalog
{
    public static IEstimator<ITransformer> NormalizeMinMax(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null, bool fixZero = true)
        => NormalizedColumn.Estimator(
            catalog.GetEnvironment(), new(outputColumnName, inputColumnName), fixZero ? NormalizedColumn.MinMaxFixingZero : NormalizedColumn.MinMax);

    public static IEstimator<ITransformer> NormalizeMeanVariance(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null, bool fixZero = true)
        => NormalizedColumn.Estimator(
            catalog.GetEnvironment(), new(outputColumnName, inputColumnName), fixZero ? NormalizedColumn.MeanVarianceFixingZero : NormalizedColumn.MeanVariance);
}

/// <summary>Transforms of missing values.</summary>
public static class ExtensionsCatalog
{
    public static IEstimator<ITransformer> ReplaceMissingValues(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName = null,
        MissingValueReplacingEstimator.ReplacementMode replacementMode = MissingValueReplacingEstimator.ReplacementMode.DefaultValue)
        => ReplacedMissingColumn.Estimator(new(outputColumnName, inputColumnName), replacementMode);
}
