using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

internal sealed class TermMap<T> : TermMap
{
    private readonly List<T> _terms = [];
    private readonly Dictionary<T, uint> _keys;

    public TermMap(PrimitiveDataViewType itemType)
        : base(itemType)
    {
        _keys = typeof(T) == typeof(ReadOnlyMemory<char>) ? new((IEqualityComparer<T>)(object)TextComparer.Ordinal) : [];
    }

    public override int Count => _terms.Count;

    public override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column column)
    {
        var keys = _keys;
        return ItemGetter.Make(row, column, (T value, int _) => keys.GetValueOrDefault(value), !keys.ContainsKey(Default));
    }

    public override void AddKeyValues(DataViewSchema.Annotations.Builder annotations, bool asText)
    {
        if (asText || ItemType is TextDataViewType)
        {
            AddKeyValues(annotations, TextDataViewType.Instance, [.. _terms.Select(PrimitiveValues.ToText)]);
        }
        else
        {
            AddKeyValues(annotations, ItemType, _terms.ToArray());
        }
    }

    public override Func<bool> MakeCollector(DataViewRow row, DataViewSchema.Column column, int maximumCount)
    {
        if (column.Type is VectorDataViewType)
        {
            var getMany = row.GetGetter<VBuffer<T>>(column);
            var values = default(VBuffer<T>);
            return () =>
            {
                getMany(ref values);
                foreach (var value in values.DenseValues())
                {
                    Add(value, maximumCount);
                }

                return Count < maximumCount;
            };
        }

        var getOne = row.GetGetter<T>(column);
        var one = default(T);
        return () =>
        {
            getOne(ref one);
            Add(one, maximumCount);
            return Count < maximumCount;
        };
    }

    public override void Sort()
    {
        _terms.Sort(typeof(T) == typeof(ReadOnlyMemory<char>) ? (IComparer<T>)(object)TextComparer.Ordinal : Comparer<T>.Default);
        for (var i = 0; i < _terms.Count; i++)
        {
            _keys[_terms[i]] = (uint)i + 1;
        }
    }

    public override void Write(BinaryWriter writer)
    {
        ValueCodec.WriteType(writer, ItemType);
        ValueCodec.WriteValues<T>(writer, [.. _terms]);
    }

    protected override void ReadTerms(BinaryReader reader)
    {
        foreach (var term in ValueCodec.ReadValues<T>(reader))
        {
            Add(term, int.MaxValue);
        }
    }

    private static T Default => default;

    private static void AddKeyValues<TValue>(DataViewSchema.Annotations.Builder annotations, PrimitiveDataViewType type, TValue[] values)
        => annotations.Add(
            AnnotationUtils.Kinds.KeyValues,
            new VectorDataViewType(type, values.Length),
            (ref VBuffer<TValue> destination) => new VBuffer<TValue>(values.Length, values).CopyTo(ref destination));

    private void Add(T value, int maximumCount)
    {
        // Looked up first, for the text of a row is a part of a longer one that must not be kept alive.
        if (Count < maximumCount && !PrimitiveValues.IsMissing(value) && !_keys.ContainsKey(value))
        {
            var term = value is ReadOnlyMemory<char> text ? (T)(object)text.ToString().AsMemory() : value;
            _terms.Add(term);
            _keys.Add(term, (uint)_terms.Count);
        }
    }
}
