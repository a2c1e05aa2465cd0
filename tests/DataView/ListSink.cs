namespace NeuralTrainers.DataView.Tests;

/// <summary>Keeps what is read.</summary>
internal class ListSink(int features, int keys, int labels) : IRowSink
{
    public List<(float[] Features, int[] Keys, float[] Labels, float Weight)> Rows { get; } = [];

    public Span<float> Features => Rows[^1].Features;

    public Span<int> Keys => Rows[^1].Keys;

    public Span<float> Labels => Rows[^1].Labels;

    public void AddRow() => Rows.Add((new float[features], new int[keys], new float[labels], 1f));

    public void SetSparseFeatures(ReadOnlySpan<int> slots, ReadOnlySpan<float> values)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            Rows[^1].Features[slots[i]] = values[i];
        }
    }

    public List<float> Previous { get; } = [];

    public void SetPrevious(float value) => Previous.Add(value);

    public void SetWeight(float weight) => Rows[^1] = Rows[^1] with { Weight = weight };
}
