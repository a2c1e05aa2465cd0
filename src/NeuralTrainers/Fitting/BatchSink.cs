using NeuralTrainers.DataView;
using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>Rows that are read go straight into a batch.</summary>
internal class BatchSink(Batch batch) : IRowSink
{
    private int _row;

    public Span<float> Features => batch.NumericRow(_row);

    public Span<int> Keys => batch.CategoryRow(_row);

    public Span<float> Labels => batch.TargetRow(_row);

    protected Batch Batch => batch;

    public virtual void AddRow() => _row = batch.AddRow();

    public void SetSparseFeatures(ReadOnlySpan<int> slots, ReadOnlySpan<float> values) => batch.SetSparseRow(slots, values);

    public void SetPrevious(float value) => batch.PreviousRow(_row)[0] = value;

    public void SetWeight(float weight) => batch.Weights[_row] = weight;
}
