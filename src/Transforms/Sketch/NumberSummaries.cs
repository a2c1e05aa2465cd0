namespace NeuralTrainers;

/// <summary>Summarises the slots of a column of numbers.</summary>
internal sealed class NumberSummaries
{
    // Together the sketches of wide vectors keep no more than those of this many slots.
    private const int SlotsOfFullCapacity = 64;
    private const int MinimumCapacity = 256;

    private readonly NumberReader _reader;
    private readonly SlotSummary[] _slots;

    public NumberSummaries(NumberReader reader, int slots, int seed)
    {
        var capacity = Math.Clamp(QuantileSketch.DefaultCapacity / Math.Max(slots, 1) * SlotsOfFullCapacity, MinimumCapacity, QuantileSketch.DefaultCapacity);
        _reader = reader;
        _slots = [.. Enumerable.Range(0, slots).Select(slot => new SlotSummary(unchecked((seed * 1_000_003) + slot), capacity))];
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
