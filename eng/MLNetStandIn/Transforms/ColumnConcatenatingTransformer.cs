using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Joins columns of one item type into a vector.</summary>
public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "ConcatTransform";

    private static readonly VersionInfo Version = OneToOneTransformerBase.VersionOf("CONCATTR", LoaderSignature);

    private readonly string _output;
    private readonly string[] _inputs;

    internal ColumnConcatenatingTransformer(string outputColumnName, string[] inputColumnNames)
    {
        _output = outputColumnName;
        _inputs = inputColumnNames;
    }

    internal static ColumnConcatenatingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new(ctx.Reader.ReadString(), [.. ValueCodec.ReadValues<ReadOnlyMemory<char>>(ctx.Reader).Select(n => n.ToString())]);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ctx.Writer.Write(_output);
        ValueCodec.WriteValues<ReadOnlyMemory<char>>(ctx.Writer, [.. _inputs.Select(n => n.AsMemory())]);
    }

    private protected override IReadOnlyList<ComputedColumn> Compute(DataViewSchema inputSchema)
    {
        var sources = _inputs.Select(n => inputSchema.Find(n)).ToArray();
        var item = (PrimitiveDataViewType)sources[0].Type.GetItemType();
        if (sources.Where(s => !s.Type.GetItemType().Equals(item)).Select(s => (DataViewSchema.Column?)s).FirstOrDefault() is { } other)
        {
            throw SchemaShapes.Mismatch("input", other.Name, item.ToString(), other.Type.ToString());
        }

        if (sources is [{ Type: VectorDataViewType }])
        {
            return [new(_output, sources[0].Type, sources[0].Annotations, [sources[0].Index], row => row.GetUntypedGetter(sources[0]))];
        }

        var sizes = sources.Select(s => s.Type is VectorDataViewType vector ? vector.Size : 1).ToArray();
        var size = sizes.Contains(0) ? 0 : sizes.Sum();
        var annotations = new DataViewSchema.Annotations.Builder();
        if (item is NumberDataViewType && sources.All(s => s.IsNormalized()))
        {
            annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        }

        if (size > 0 && sources.Any(s => s.Type is not VectorDataViewType || s.HasSlotNames()))
        {
            annotations.AddSlotNames(size, (ref VBuffer<ReadOnlyMemory<char>> names) => names = SlotNames(sources, sizes));
        }

        return
        [
            new(
                _output,
                new VectorDataViewType(item, size),
                annotations.ToAnnotations(),
                [.. sources.Select(s => s.Index)],
                row => GenericCall.Invoke<Delegate>(MakeGetter<int>, [item.RawType], row, sources)),
        ];
    }

    private static VBuffer<ReadOnlyMemory<char>> SlotNames(DataViewSchema.Column[] sources, int[] sizes)
    {
        var names = new List<ReadOnlyMemory<char>>();
        foreach (var (source, size) in sources.Zip(sizes))
        {
            var own = default(VBuffer<ReadOnlyMemory<char>>);
            if (source.HasSlotNames())
            {
                source.GetSlotNames(ref own);
                names.AddRange(own.DenseValues().Select(n => n.IsEmpty ? n : $"{source.Name}.{n}".AsMemory()));
            }
            else
            {
                names.AddRange(Enumerable.Repeat(source.Type is VectorDataViewType ? default : source.Name.AsMemory(), size));
            }
        }

        return new(names.Count, [.. names]);
    }

    private static ValueGetter<VBuffer<T>> MakeGetter<T>(DataViewRow row, DataViewSchema.Column[] sources)
    {
        var scalars = sources.Select(s => s.Type is VectorDataViewType ? null : row.GetGetter<T>(s)).ToArray();
        var vectors = sources.Select(s => s.Type is VectorDataViewType ? row.GetGetter<VBuffer<T>>(s) : null).ToArray();
        var parts = new VBuffer<T>[sources.Length];
        var scalarValues = Array.ConvertAll(sources, _ => new T[1]);
        return (ref VBuffer<T> destination) =>
        {
            var length = 0;
            var count = 0;
            for (var i = 0; i < parts.Length; i++)
            {
                if (vectors[i] is { } get)
                {
                    get(ref parts[i]);
                }
                else
                {
                    scalars[i](ref scalarValues[i][0]);
                    parts[i] = new(1, scalarValues[i]);
                }

                length += parts[i].Length;
                count += parts[i].GetValues().Length;
            }

            destination = count <= length / 2 ? Sparse(parts, ref destination, length, count) : Dense(parts, ref destination, length);
        };
    }

    private static VBuffer<T> Dense<T>(VBuffer<T>[] parts, ref VBuffer<T> destination, int length)
    {
        var editor = VBufferEditor.Create(ref destination, length);
        var offset = 0;
        foreach (var part in parts)
        {
            part.CopyTo(editor.Values, offset);
            offset += part.Length;
        }

        return editor.Commit();
    }

    private static VBuffer<T> Sparse<T>(VBuffer<T>[] parts, ref VBuffer<T> destination, int length, int count)
    {
        var editor = VBufferEditor.Create(ref destination, length, count);
        var offset = 0;
        var next = 0;
        foreach (var part in parts)
        {
            var values = part.GetValues();
            var indices = part.GetIndices();
            for (var i = 0; i < values.Length; i++)
            {
                editor.Values[next] = values[i];
                editor.Indices[next++] = offset + (part.IsDense ? i : indices[i]);
            }

            offset += part.Length;
        }

        return editor.Commit();
    }
}
