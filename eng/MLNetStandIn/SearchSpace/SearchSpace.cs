using System.Collections;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.SearchSpace;

/// <summary>Options by name, in a cube whose dimensions are theirs in the order of the names.</summary>
#pragma warning disable MA0049 // ML.NET's own name
public class SearchSpace : OptionBase, IEnumerable<KeyValuePair<string, OptionBase>>
#pragma warning restore MA0049
{
    private readonly SortedDictionary<string, OptionBase> _options = new(StringComparer.Ordinal);

    public override int FeatureSpaceDim => _options.Values.Sum(option => option.FeatureSpaceDim);

    public override double[] Default => [.. _options.Values.SelectMany(option => option.Default)];

    public ICollection<string> Keys => _options.Keys;

    public OptionBase this[string key]
    {
        get => _options[key];
        set => _options[key] = value;
    }

    public void Add(string key, OptionBase value) => _options.Add(key, value);

    public override double[] MappingToFeatureSpace(Parameter value) =>
        [.. _options.SelectMany(option => option.Value.MappingToFeatureSpace(value[option.Key]))];

    public override Parameter SampleFromFeatureSpace(double[] values)
    {
        var sample = Parameter.CreateNestedParameter();
        var from = 0;
        foreach (var (key, option) in _options)
        {
            sample[key] = option.SampleFromFeatureSpace(values[from..(from += option.FeatureSpaceDim)]);
        }

        return sample;
    }

    public IEnumerator<KeyValuePair<string, OptionBase>> GetEnumerator() => _options.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
