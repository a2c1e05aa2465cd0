using System.Globalization;
using Microsoft.ML;

namespace NeuralTrainers.DataView;

/// <summary>Reads the current row of a <see cref="DataViewRow"/> into a sink. Has buffers of its own: one per row object.</summary>
internal sealed class RowReader
{
    private readonly DataViewRow _row;
    private readonly RowLayout _layout;
    private readonly FeatureReader? _features;
    private readonly Func<ulong>[] _keys;
    private readonly Action<Span<float>>[] _labels;
    private readonly float[] _labelValues;
    private readonly ValueGetter<float>? _weight;
    private readonly Func<float>? _previous;

    /// <summary>Takes the getters of a row.</summary>
    /// <param name="row">The row, with all columns of the layout active.</param>
    /// <param name="layout">What to read.</param>
    /// <param name="mustBeFinite">Whether a feature that is missing or infinite is an error.</param>
    public RowReader(DataViewRow row, RowLayout layout, bool mustBeFinite)
    {
        _row = row;
        _layout = layout;
        _features = layout.Features is { } features ? new FeatureReader(row, features, mustBeFinite) : null;
        _keys = [.. layout.Keys.Select(key => KeyGetter.Create(row, row.Schema[key.Name]))];
        _labels = [.. layout.Labels.Select(label => label.Kind == LabelKind.Shares ? SharesReader.Create(row, label) : Single(LabelReader.Create(row, label)))];
        _previous = layout.Previous is { } previous ? PreviousReader.Create(row, previous, mustBeFinite) : null;
        _labelValues = new float[layout.Labels.Sum(label => label.Width)];
        _weight = layout.WeightColumnName is { } weight ? row.GetGetter<float>(row.Schema[weight]) : null;
    }

    /// <summary>Adds the current row to the sink, unless its weight is 0 or all its labels are missing, where they may be.</summary>
    /// <returns>Whether it was added.</returns>
    /// <exception cref="InvalidOperationException">A value is missing or wrong.</exception>
    public bool Read(IRowSink sink)
    {
        var weight = Weight();
        if (weight == 0 || !ReadLabels())
        {
            return false;
        }

        sink.AddRow();
        if (_weight is not null)
        {
            sink.SetWeight(weight);
        }

        _labelValues.CopyTo(sink.Labels);
        for (var i = 0; i < _keys.Length; i++)
        {
            var key = _keys[i]();
            sink.Keys[i] = key <= (ulong)_layout.Keys[i].Cardinality ? (int)key : 0;
        }

        if (_previous is not null)
        {
            sink.SetPrevious(_previous());
        }

        _features?.Read(sink);
        return true;
    }

    private bool ReadLabels()
    {
        var any = _labels.Length == 0;
        for (int i = 0, at = 0; i < _labels.Length; at += _layout.Labels[i].Width, i++)
        {
            _labels[i](_labelValues.AsSpan(at, _layout.Labels[i].Width));
            any |= !float.IsNaN(_labelValues[at]);
        }

        return any;
    }

    private static Action<Span<float>> Single(Func<float> read) => label => label[0] = read();

    private float Weight()
    {
        var weight = 1f;
        _weight?.Invoke(ref weight);
        return weight >= 0 && float.IsFinite(weight)
            ? weight
            : throw RowError.Of(
                _layout.WeightColumnName!,
                _row,
                $"the example weight is {weight.ToString(CultureInfo.InvariantCulture)}",
                "Weights must be finite numbers, 0 or above.");
    }
}
