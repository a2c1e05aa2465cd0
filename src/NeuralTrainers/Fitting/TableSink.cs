using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>Collects rows that are read into a table, and keeps their labels and weights at hand.</summary>
internal sealed class TableSink(TableShape shape) : BatchSink(new Batch(shape, BlockRows))
{
    private const int BlockRows = 256;

    private readonly TrainingTable _table = new(shape);
    private readonly List<float>[] _labels = [.. Enumerable.Range(0, shape.TargetCount).Select(_ => new List<float>())];
    private readonly List<float> _weights = [];
    private readonly List<float> _previous = [];

    public override void AddRow()
    {
        if (Batch.Count == Batch.Capacity)
        {
            Flush();
        }

        base.AddRow();
    }

    /// <summary>All rows that were added.</summary>
    public LabeledTable Complete()
    {
        Flush();
        return new LabeledTable(_table, Array.ConvertAll(_labels, labels => labels.ToArray()), [.. _weights], [.. _previous]);
    }

    private void Flush()
    {
        _table.Append(Batch);
        for (var i = 0; i < Batch.Targets.Length; i++)
        {
            _labels[i % _labels.Length].Add(Batch.Targets[i]);
        }

        _weights.AddRange(Batch.Weights);
        _previous.AddRange(Batch.Previous);
        Batch.Clear();
    }
}
