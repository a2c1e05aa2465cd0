using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Turns keys into indicator vectors, one slot for each key; a vector of keys into its slots' indicators, one after the other.</summary>
public sealed class KeyToVectorMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "KeyToVectorTransform";

    private static readonly VersionInfo Version = VersionOf("KEY2VECT", LoaderSignature);

    internal KeyToVectorMappingTransformer(params InputOutputColumnPair[] pairs)
        : base(Version, pairs)
    {
    }

    internal static KeyToVectorMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx) => new(LoadPairs(ctx, Version));

    private protected override ComputedColumn ComputeColumn(DataViewSchema.Column source, string name, int index)
    {
        if (source.Type.GetItemType() is not KeyDataViewType key || source.Type is VectorDataViewType { IsKnownSize: false })
        {
            throw SchemaShapes.Mismatch("input", source.Name, "key or known-size vector of keys", source.Type.ToString());
        }

        var keys = checked((int)key.Count);
        var type = source.Type is VectorDataViewType { Size: > 1 } vector
            ? new VectorDataViewType(NumberDataViewType.Single, vector.Size, keys)
            : new VectorDataViewType(NumberDataViewType.Single, keys);
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        if (source.HasKeyValues())
        {
            annotations.AddSlotNames(type.Size, (ref VBuffer<ReadOnlyMemory<char>> names) => names = SlotNames(source));
        }

        return new(
            name,
            type,
            annotations.ToAnnotations(),
            [source.Index],
            row => GenericCall.Invoke<Delegate>(MakeGetter<int>, [key.RawType], row, source, keys));
    }

    private static VBuffer<ReadOnlyMemory<char>> SlotNames(DataViewSchema.Column source)
    {
        var keys = default(VBuffer<ReadOnlyMemory<char>>);
        source.GetKeyValues(ref keys);
        if (source.Type is not VectorDataViewType { Size: > 1 } vector)
        {
            return keys;
        }

        var slots = default(VBuffer<ReadOnlyMemory<char>>);
        if (source.HasSlotNames())
        {
            source.GetSlotNames(ref slots);
        }

        var names = Enumerable.Range(0, vector.Size)
            .Select(i => slots.Length > 0 && slots.GetItemOrDefault(i) is { IsEmpty: false } slot ? slot.ToString() : $"[{i}]")
            .SelectMany(slot => keys.DenseValues().Select(key => $"{slot}.{key}".AsMemory()))
            .ToArray();
        return new(names.Length, names);
    }

    private static ValueGetter<VBuffer<float>> MakeGetter<TKey>(DataViewRow row, DataViewSchema.Column source, int keyCount)
    {
        var getOne = source.Type is VectorDataViewType ? null : row.GetGetter<TKey>(source);
        var getMany = source.Type is VectorDataViewType ? row.GetGetter<VBuffer<TKey>>(source) : null;
        var one = new TKey[1];
        var keys = new VBuffer<TKey>(1, one);
        return (ref VBuffer<float> destination) =>
        {
            getOne?.Invoke(ref one[0]);
            getMany?.Invoke(ref keys);
            var length = keys.Length * keyCount;
            var ones = new List<int>(1);
            foreach (var (slot, key) in keys.Items())
            {
                if (KeyNumber.Of(key) is var k && k >= 1 && k <= (ulong)keyCount)
                {
                    ones.Add((slot * keyCount) + (int)k - 1);
                }
            }

            var editor = VBufferEditor.Create(ref destination, length, ones.Count);
            editor.Values.Fill(1);
            ones.CopyTo(editor.Indices.IsEmpty ? new int[ones.Count] : editor.Indices);
            destination = editor.Commit();
        };
    }
}

/// <summary>Makes a <see cref="KeyToVectorMappingTransformer"/>.</summary>
public sealed class KeyToVectorMappingEstimator : TrivialEstimator<KeyToVectorMappingTransformer>
{
    internal KeyToVectorMappingEstimator(params InputOutputColumnPair[] pairs)
        : base(new(pairs))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema.With(Transformer.Pairs, (c, name) =>
    {
        if (!c.IsKey || c.Kind == SchemaShape.Column.VectorKind.VariableVector)
        {
            throw SchemaShapes.Mismatch("input", c.Name, "key or known-size vector of keys", c.GetTypeString());
        }

        var annotations = new List<SchemaShape.Column> { SchemaShapes.IsNormalized };
        if (c.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out var values) && values.ItemType is TextDataViewType)
        {
            annotations.Add(SchemaShapes.SlotNames);
        }

        return new(name, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, new(annotations));
    });
}
