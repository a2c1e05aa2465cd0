using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Learns what to put in the place of NaN, in one pass.</summary>
public sealed class MissingValueReplacingEstimator : IEstimator<MissingValueReplacingTransformer>
{
    private readonly InputOutputColumnPair[] _pairs;
    private readonly ReplacementMode _mode;

    internal MissingValueReplacingEstimator(InputOutputColumnPair[] pairs, ReplacementMode replacementMode, bool imputeBySlot)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (replacementMode == ReplacementMode.Mode || !imputeBySlot)
        {
            throw new NotSupportedException(
                "This stand-in for ML.NET replaces missing values by slot, and not by the most frequent value; build against the package.");
        }

        _pairs = pairs;
        _mode = replacementMode;
    }

    /// <summary>What is put in the place of a missing value.</summary>
    public enum ReplacementMode : byte
    {
        DefaultValue = 0,
        Mean = 1,
        Minimum = 2,
        Maximum = 3,
        Mode = 5,
    }

    public MissingValueReplacingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var columns = Array.ConvertAll(_pairs, p => input.Schema.Find(p.InputColumnName));
        foreach (var column in columns)
        {
            if (!HasNaN(column.Type.GetItemType()) || (_mode != ReplacementMode.DefaultValue && column.Type is VectorDataViewType { IsKnownSize: false }))
            {
                throw SchemaShapes.Mismatch("input", column.Name, "scalar or known-size vector of Single or Double", column.Type.ToString());
            }
        }

        return new(_pairs, _mode == ReplacementMode.DefaultValue
            ? Array.ConvertAll(_pairs, _ => new double[1])
            : Array.ConvertAll(SlotStatistics.Of(input, columns), Replacements));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema.With(
        _pairs,
        (c, name) => HasNaN(c.ItemType)
            ? new(name, c.Kind, c.ItemType, false, new(c.Keep(AnnotationUtils.Kinds.SlotNames, AnnotationUtils.Kinds.IsNormalized)))
            : throw SchemaShapes.Mismatch("input", c.Name, "Single or Double", c.GetTypeString()));

    internal static bool HasNaN(DataViewType item) => item.RawType == typeof(float) || item.RawType == typeof(double);

    private double[] Replacements(SlotStatistics statistics) => [.. Enumerable.Range(0, statistics.Size).Select(slot => _mode switch
    {
        _ when statistics.Count(slot) == 0 => 0,
        ReplacementMode.Minimum => statistics.Minimum(slot),
        ReplacementMode.Maximum => statistics.Maximum(slot),
        _ => statistics.Mean(slot),
    })];
}
