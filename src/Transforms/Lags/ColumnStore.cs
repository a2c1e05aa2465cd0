using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers;

/// <summary>All values of a column, in the order of reading.</summary>
internal abstract class ColumnStore
{
    private static readonly MethodInfo CreateCore = typeof(ColumnStore).GetMethod(nameof(CreateTyped), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Whether a type has a value that stands for a missing one.</summary>
    public static bool HasMissingValue(DataViewType type) => ((type as VectorDataViewType)?.ItemType ?? type) switch
    {
        KeyDataViewType or TextDataViewType => true,
        NumberDataViewType { RawType: var raw } => raw == typeof(float) || raw == typeof(double),
        _ => false,
    };

    /// <summary>An empty store of a row's column.</summary>
    public static ColumnStore Create(DataViewRow row, DataViewSchema.Column column)
    {
        var item = (column.Type as VectorDataViewType)?.ItemType ?? column.Type;
        return item is PrimitiveDataViewType
            ? (ColumnStore)CreateCore.MakeGenericMethod(item.RawType).Invoke(null, [row, column])!
            : throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}, whose values cannot be kept for sorting: drop the column before lagging others.");
    }

    /// <summary>Adds the value of the current row.</summary>
    public abstract void Append();

    /// <summary>Whether the value added last is a missing one.</summary>
    public abstract bool LastIsMissing();

    /// <summary>The order of two rows' values.</summary>
    public abstract int Compare(int left, int right);

    /// <summary>A row's value for an error message.</summary>
    public abstract string Format(int row);

    /// <summary>A <see cref="ValueGetter{TValue}"/> of a row's value, or of the missing value for row -1.</summary>
    public abstract Delegate CreateGetter(Func<int> row);

    private static ColumnStore CreateTyped<T>(DataViewRow row, DataViewSchema.Column column) => column.Type is VectorDataViewType
        ? new VectorColumnStore<T>(row, column)
        : new ColumnStore<T>(row, column);
}
