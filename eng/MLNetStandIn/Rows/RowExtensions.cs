using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>What rows need when the type of a column is known only at run time.</summary>
internal static class RowExtensions
{
    private static readonly MethodInfo GetGetterMethod = typeof(DataViewRow).GetMethod(nameof(DataViewRow.GetGetter))!;

    /// <summary>The getter of a column, as a <see cref="ValueGetter{TValue}"/> of the column's raw type.</summary>
    public static Delegate GetUntypedGetter(this DataViewRow row, DataViewSchema.Column column)
        => (Delegate)GetGetterMethod.MakeGenericMethod(column.Type.RawType).Invoke(row, BindingFlags.DoNotWrapExceptions, null, [column], null);

    /// <summary>The getter of a column; a scalar comes as a vector of one slot.</summary>
    public static ValueGetter<VBuffer<T>> GetVectorGetter<T>(this DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType)
        {
            return row.GetGetter<VBuffer<T>>(column);
        }

        var get = row.GetGetter<T>(column);
        return (ref VBuffer<T> value) =>
        {
            var editor = VBufferEditor.Create(ref value, 1);
            get(ref editor.Values[0]);
            value = editor.Commit();
        };
    }

    public static ValueGetter<TValue> Typed<TValue>(this Delegate getter, DataViewSchema.Column column)
        => getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}: its getter does not give {typeof(TValue)}.");

    public static void CheckActive(this DataViewRow row, DataViewSchema.Column column)
    {
        if (!row.IsColumnActive(column))
        {
            throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' was not asked for when the cursor was made.");
        }
    }

    /// <summary>Flags of the columns of <paramref name="schema"/> that are asked for.</summary>
    public static bool[] ToActiveFlags(this IEnumerable<DataViewSchema.Column> columnsNeeded, DataViewSchema schema)
    {
        var active = new bool[schema.Count];
        foreach (var column in columnsNeeded)
        {
            if (column.Index >= schema.Count || schema[column.Index].Name != column.Name)
            {
                throw new ArgumentException($"Column '{column.Name}' is of another schema.", nameof(columnsNeeded));
            }

            active[column.Index] = true;
        }

        return active;
    }

    /// <summary>Calls a generic method with type arguments that only the schema knows.</summary>
    /// <param name="method">The method, closed over any type arguments.</param>
    public static TResult Invoke<TResult>(Delegate method, Type[] typeArguments, params object[] arguments)
        => (TResult)method.Method.GetGenericMethodDefinition().MakeGenericMethod(typeArguments)
            .Invoke(method.Target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
