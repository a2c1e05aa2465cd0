using System.Text.Json;

namespace NeuralTrainers.Networks.Tests;

/// <summary>Numbers that PyTorch computed, by name. <c>make_fixtures.py</c> says how.</summary>
internal sealed class Fixture
{
    private readonly string _name;
    private readonly Dictionary<string, FixtureArray> _arrays;

    private Fixture(string name, Dictionary<string, FixtureArray> arrays)
    {
        _name = name;
        _arrays = arrays;
    }

    /// <summary>Reads <c>Fixtures/{name}.json</c>.</summary>
    public static Fixture Load(string name)
    {
        using var stream = typeof(Fixture).Assembly.GetManifestResourceStream($"Fixtures/{name}.json")
            ?? throw new ArgumentException($"There is no fixture '{name}'.", nameof(name));
        return new Fixture(name, JsonSerializer.Deserialize<Dictionary<string, FixtureArray>>(stream, JsonSerializerOptions.Web)!);
    }

    public float[] Values(string name) => Array(name).Values;

    public int[] Shape(string name) => Array(name).Shape;

    public float Scalar(string name) => Values(name).Single();

    /// <summary>The names that begin so, without that beginning.</summary>
    public string[] NamesUnder(string prefix) =>
        [.. _arrays.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..])];

    /// <summary>All arrays whose names begin so, as tensors without that beginning in their names.</summary>
    public NetworkWeights Weights(string prefix) =>
        new(NamesUnder(prefix).Select(name => new WeightTensor(name, Shape(prefix + name), Values(prefix + name))));

    private FixtureArray Array(string name) =>
        _arrays.TryGetValue(name, out var array) ? array : throw new ArgumentException($"Fixture '{_name}' has no '{name}'.", nameof(name));

    private sealed record FixtureArray(int[] Shape, float[] Values);
}
