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

    /// <summary>A buffer over the column, or null if its values cannot be kept while the upstream cursor moves on.</summary>
    public static ColumnBuffer? TryCreate(DataViewRow upstream, DataViewSchema.Column column)
    {
        var item = (column.Type as VectorDataViewType)?.ItemType ?? column.Type;
        return item is PrimitiveDataViewType
            ? (ColumnBuffer?)CreateCore.MakeGenericMethod(column.Type.RawType, item.RawType).Invoke(null, [upstream, column])
            : null;
    }

    private static ColumnBuffer Create<TValue, TItem>(DataViewRow upstream, DataViewSchema.Column column) =>
        column.Type is VectorDataViewType
            ? new VectorBuffer<TItem>(upstream.GetGetter<VBuffer<TItem>>(column))
            : new ScalarBuffer<TValue>(upstream.GetGetter<TValue>(column));

    private sealed class ScalarBuffer<T>(ValueGetter<T> upstream) : ColumnBuffer
    {
        private readonly T[] _values = new T[RowBlock.MaximumRows];

        public override void Fill(int slot) => upstream(ref _values[slot]);

        public override Delegate CreateGetter(RowBlock block) => new ValueGetter<T>((ref T value) => value = _values[block.Slot]);
    }

    private sealed class VectorBuffer<T>(ValueGetter<VBuffer<T>> upstream) : ColumnBuffer
    {
        private readonly VBuffer<T>[] _values = new VBuffer<T>[RowBlock.MaximumRows];

        public override void Fill(int slot) => upstream(ref _values[slot]);

        public override Delegate CreateGetter(RowBlock block) =>
            new ValueGetter<VBuffer<T>>((ref VBuffer<T> value) => _values[block.Slot].CopyTo(ref value));
    }
}
