using Microsoft.ML;

namespace NeuralTrainers.DataView;

/// <summary>A buffer of values of one type.</summary>
internal abstract class ColumnBuffer<TValue> : ColumnBuffer
{
    /// <summary>Copies a slot's value out.</summary>
    public abstract void Get(int slot, ref TValue value);

    public sealed override Delegate CreateGetter(RowBlock block) => new ValueGetter<TValue>((ref TValue value) => Get(block.Slot, ref value));
}
