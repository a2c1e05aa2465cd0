namespace NeuralTrainers.DataView;

/// <summary>Where rows are read to. The spans belong to the row added last.</summary>
internal interface IRowSink
{
    /// <summary>Dense features, all 0 after <see cref="AddRow"/>.</summary>
    Span<float> Features { get; }

    /// <summary>Key values, 0 for missing and unseen.</summary>
    Span<int> Keys { get; }

    /// <summary>Labels: the number, 0 or 1, the class index, or a share per class.</summary>
    Span<float> Labels { get; }

    void AddRow();

    void SetSparseFeatures(ReadOnlySpan<int> slots, ReadOnlySpan<float> values);

    void SetWeight(float weight);

    /// <summary>Gives the row its label's previous value, NaN if it is missing.</summary>
    void SetPrevious(float value);
}
