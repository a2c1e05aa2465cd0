namespace Microsoft.ML.Data;

/// <summary>Getters of transforms that work item by item, on a scalar or on each slot of a vector.</summary>
internal static class ItemGetter
{
    /// <param name="map">Gives the output item of an input item and its slot (0 for a scalar).</param>
    /// <param name="keepsDefault">Whether the default value maps to the default value in all slots, so that a sparse vector stays sparse.</param>
    public static Delegate Make<TIn, TOut>(DataViewRow row, DataViewSchema.Column column, Func<TIn, int, TOut> map, bool keepsDefault)
        => column.Type is VectorDataViewType ? OfVector(row, column, map, keepsDefault) : OfScalar(row, column, map);

    private static ValueGetter<TOut> OfScalar<TIn, TOut>(DataViewRow row, DataViewSchema.Column column, Func<TIn, int, TOut> map)
    {
        var get = row.GetGetter<TIn>(column);
        var source = default(TIn);
        return (ref TOut destination) =>
        {
            get(ref source);
            destination = map(source, 0);
        };
    }

    private static ValueGetter<VBuffer<TOut>> OfVector<TIn, TOut>(
        DataViewRow row, DataViewSchema.Column column, Func<TIn, int, TOut> map, bool keepsDefault)
    {
        var get = row.GetGetter<VBuffer<TIn>>(column);
        var source = default(VBuffer<TIn>);
        return (ref VBuffer<TOut> destination) =>
        {
            get(ref source);
            var expands = !keepsDefault && !source.IsDense;
            var values = expands ? [.. source.DenseValues()] : source.GetValues();
            var indices = expands ? default : source.GetIndices();
            var editor = VBufferEditor.Create(ref destination, source.Length, values.Length);
            indices.CopyTo(editor.Indices);
            for (var i = 0; i < values.Length; i++)
            {
                editor.Values[i] = map(values[i], indices.IsEmpty ? i : indices[i]);
            }

            destination = editor.Commit();
        };
    }
}
