using Microsoft.ML;

namespace NeuralTrainers;

/// <summary>Summarises the slots of a column of numbers.</summary>
internal sealed class NumberSummaries
{
    private readonly NumberReader _reader;
    private readonly SlotSummary[] _slots;

    public NumberSummaries(DataViewRow row, DataViewSchema.Column column, int seed)
    {
        _reader = NumberReader.Create(row, column);
        _slots = [.. Enumerable.Range(0, NumberTypes.Count(column)).Select(slot => new SlotSummary(unchecked((seed * 1_000_003) + slot)))];
    }

    public IReadOnlyList<SlotSummary> Slots => _slots;

    /// <summary>Takes the row's current numbers into account.</summary>
    public void Add()
    {
        var numbers = _reader.Read();
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            _slots[slot].Add(numbers[slot]);
        }
    }
}
