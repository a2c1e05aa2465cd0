using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.DataView;

/// <summary>The values of one column for a block of rows.</summary>
internal abstract class ColumnBuffer
{
    private static readonly MethodInfo CreateCore = typeof(ColumnBuffer).GetMethod(
        nameof(Create), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Reads the upstream row's value into a slot.</summary>
    public abstract void Fill(int slot);

    /// <summary>A getter of the value in the block's current slot.</summary>
    public abstract Delegate CreateGetter(RowBlock block);

    /// <summary>An empty buffer for later rows of the same column.</summary>
    /// <param name="capacity">The number of its slots.</param>
    public abstract ColumnBuffer Next(int capacity);

    /// <summary>A buffer over the column, or null if its values cannot be kept while the upstream cursor moves on.</summary>
    /// <param name="upstream">The row that values are read from.</param>
    /// <param name="column">The column.</param>
    /// <param name="capacity">The number of slots.</param>
    public static ColumnBuffer? TryCreate(DataViewRow upstream, DataViewSchema.Column column, int capacity)
    {
        var item = (column.Type as VectorDataViewType)?.ItemType ?? column.Type;
        return item is PrimitiveDataViewType
            ? (ColumnBuffer?)CreateCore.MakeGenericMethod(column.Type.RawType, item.RawType).Invoke(null, [upstream, column, capacity])
            : null;
    }

    private static ColumnBuffer Create<TValue, TItem>(DataViewRow upstream, DataViewSchema.Column column, int capacity) =>
        column.Type is VectorDataViewType
            ? new VectorBuffer<TItem>(upstream.GetGetter<VBuffer<TItem>>(column), capacity)
            : new ScalarBuffer<TValue>(upstream.GetGetter<TValue>(column), capacity);

    private sealed class ScalarBuffer<T>(ValueGetter<T> upstream, int capacity) : ColumnBuffer<T>
    {
        private readonly T[] _values = new T[capacity];

        public override void Fill(int slot) => upstream(ref _values[slot]);

        public override void Get(int slot, ref T value) => value = _values[slot];

        public override ColumnBuffer Next(int capacity) => new ScalarBuffer<T>(upstream, capacity);
    }

    private sealed class VectorBuffer<T>(ValueGetter<VBuffer<T>> upstream, int capacity) : ColumnBuffer<VBuffer<T>>
    {
        private readonly VBuffer<T>[] _values = new VBuffer<T>[capacity];

        public override void Fill(int slot) => upstream(ref _values[slot]);

        public override void Get(int slot, ref VBuffer<T> value) => _values[slot].CopyTo(ref value);

        public override ColumnBuffer Next(int capacity) => new VectorBuffer<T>(upstream, capacity);
    }
}
