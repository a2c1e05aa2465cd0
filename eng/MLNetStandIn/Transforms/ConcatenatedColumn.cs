using Microsoft.ML.Data;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Transforms;

/// <summary>Joins columns of one item type into a vector.</summary>
internal sealed record ConcatenatedColumn(string Output, string[] Inputs) : Featurizer(Output)
{
    public static SchemaShape.Column Shape(string output, SchemaShape.Column[] columns)
    {
        foreach (var column in columns)
        {
            if (column.IsKey || !column.ItemType.Equals(columns[0].ItemType))
            {
                throw new InvalidOperationException(
                    $"Column '{column.Name}' is {column.GetTypeString()}. Concatenated columns should have the same type, "
                    + $"here {columns[0].ItemType}, and not be keys.");
            }
        }

        var annotations = new List<SchemaShape.Column>();
        if (columns.All(c => c.Has(Kinds.IsNormalized)))
        {
            annotations.Add(Columns.IsNormalized);
        }

        if (columns.Any(c => c.Kind == VectorKind.Scalar || c.Has(Kinds.SlotNames)))
        {
            annotations.Add(Columns.SlotNames);
        }

        var kind = columns.Any(c => c.Kind == VectorKind.VariableVector) ? VectorKind.VariableVector : VectorKind.Vector;
        return new(output, kind, columns[0].ItemType, false, new(annotations));
    }

    public override ComputedColumn Compute(DataViewSchema input)
    {
        var sources = Array.ConvertAll(Inputs, n => input.Find(n));
        var item = (PrimitiveDataViewType)sources[0].Type.GetItemType();
        foreach (var other in sources.Where(s => !s.Type.GetItemType().Equals(item)))
        {
            throw Columns.Mismatch("input", other.Name, item.ToString(), other.Type);
        }

        if (sources is [{ Type: VectorDataViewType }])
        {
            return ComputedColumn.Copy(sources[0], Output);
        }

        var size = sources.Any(s => s.Type.SlotCount() == 0) ? 0 : sources.Sum(s => s.Type.SlotCount());
        var annotations = new DataViewSchema.Annotations.Builder();
        if (item is NumberDataViewType && sources.All(s => s.IsNormalized()))
        {
            annotations.AddPrimitiveValue(Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        }

        if (size > 0 && sources.Any(s => s.Type is not VectorDataViewType || s.HasSlotNames()))
        {
            annotations.AddVector<ReadOnlyMemory<char>>(Kinds.SlotNames, TextDataViewType.Instance, [.. sources.SelectMany(SlotNames)]);
        }

        return new(
            Output,
            new VectorDataViewType(item, size),
            annotations.ToAnnotations(),
            Array.ConvertAll(sources, s => s.Index),
            row => RowExtensions.Invoke<Delegate>(MakeGetter<int>, [item.RawType], row, sources));
    }

    private static IEnumerable<ReadOnlyMemory<char>> SlotNames(DataViewSchema.Column source)
    {
        if (!source.HasSlotNames())
        {
            return Enumerable.Repeat(source.Type is VectorDataViewType ? default : source.Name.AsMemory(), source.Type.SlotCount());
        }

        var names = default(VBuffer<ReadOnlyMemory<char>>);
        source.GetSlotNames(ref names);
        return names.DenseValues().Select(n => n.IsEmpty ? n : $"{source.Name}.{n}".AsMemory());
    }

    private static ValueGetter<VBuffer<T>> MakeGetter<T>(DataViewRow row, DataViewSchema.Column[] sources)
    {
        var getters = Array.ConvertAll(sources, s => row.GetVectorGetter<T>(s));
        var parts = new VBuffer<T>[sources.Length];
        return (ref VBuffer<T> destination) =>
        {
            var (length, count) = (0, 0);
            for (var i = 0; i < parts.Length; i++)
            {
                getters[i](ref parts[i]);
                length += parts[i].Length;
                count += parts[i].GetValues().Length;
            }

            destination = Join(parts, VBufferEditor.Create(ref destination, length, count <= length / 2 ? count : length));
        };
    }

    private static VBuffer<T> Join<T>(VBuffer<T>[] parts, VBufferEditor<T> editor)
    {
        var isSparse = !editor.Indices.IsEmpty;
        var (offset, next) = (0, 0);
        foreach (var part in parts)
        {
            if (isSparse)
            {
                part.GetValues().CopyTo(editor.Values[next..]);
                for (var i = 0; i < part.GetValues().Length; i++)
                {
                    editor.Indices[next++] = offset + (part.IsDense ? i : part.GetIndices()[i]);
                }
            }
            else if (!editor.Values.IsEmpty)
            {
                part.CopyTo(editor.Values[offset..]);
            }

            offset += part.Length;
        }

        return editor.Commit();
    }
}
