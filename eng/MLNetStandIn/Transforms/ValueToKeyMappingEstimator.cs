using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Collects the distinct values of columns, in one pass.</summary>
public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    private readonly InputOutputColumnPair[] _pairs;
    private readonly int _maximumCount;
    private readonly KeyOrdinality _ordinality;
    private readonly bool _textKeyValues;
    private readonly IDataView _keyData;

    internal ValueToKeyMappingEstimator(
        InputOutputColumnPair[] pairs, int maximumNumberOfKeys, KeyOrdinality keyOrdinality, bool addKeyValueAnnotationsAsText, IDataView keyData)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumNumberOfKeys);
        if (keyData is { Schema.Count: not 1 })
        {
            throw new ArgumentException($"The key data must have exactly one column, the terms; it has {keyData.Schema.Count}.", nameof(keyData));
        }

        _pairs = pairs;
        _maximumCount = maximumNumberOfKeys;
        _ordinality = keyOrdinality;
        _textKeyValues = addKeyValueAnnotationsAsText;
        _keyData = keyData;
    }

    /// <summary>The order of the keys.</summary>
    public enum KeyOrdinality : byte
    {
        ByOccurrence = 0,
        ByValue = 1,
    }

    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var columns = Array.ConvertAll(_pairs, p => input.Schema.Find(p.InputColumnName));
        var types = Array.ConvertAll(columns, c => (PrimitiveDataViewType)c.Type.GetItemType());
        for (var i = 0; i < columns.Length; i++)
        {
            if (types[i] is KeyDataViewType)
            {
                throw SchemaShapes.Mismatch("input", columns[i].Name, "a value (this stand-in maps no keys to keys)", columns[i].Type.ToString());
            }
        }

        return new(_pairs, _keyData is null ? Learn(input, columns, types, _maximumCount) : LearnFromKeyData(types), _textKeyValues);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema.With(_pairs, (c, name) =>
    {
        var values = new SchemaShape.Column(
            AnnotationUtils.Kinds.KeyValues, SchemaShape.Column.VectorKind.Vector, _textKeyValues ? TextDataViewType.Instance : c.ItemType, false);
        return new(name, c.Kind, NumberDataViewType.UInt32, true, new(c.Keep(AnnotationUtils.Kinds.SlotNames).Append(values)));
    });

    private TermMap[] LearnFromKeyData(PrimitiveDataViewType[] types)
    {
        var column = _keyData.Schema[0];
        var map = Learn(_keyData, [column], [(PrimitiveDataViewType)column.Type.GetItemType()], int.MaxValue)[0];
        return Array.Find(types, t => !t.Equals(map.ItemType)) is { } other
            ? throw new ArgumentException($"The key data are {map.ItemType}, but a column to map is {other}.", nameof(types))
            : Array.ConvertAll(types, _ => map);
    }

    private TermMap[] Learn(IDataView data, DataViewSchema.Column[] columns, PrimitiveDataViewType[] types, int maximumCount)
    {
        var maps = Array.ConvertAll(types, TermMap.Of);
        using (var cursor = data.GetRowCursor(columns.DistinctBy(c => c.Index)))
        {
            var collectors = maps.Zip(columns, (m, c) => m.MakeCollector(cursor, c, maximumCount)).ToList();
            while (collectors.Count > 0 && cursor.MoveNext())
            {
                collectors.RemoveAll(collect => !collect());
            }
        }

        if (_ordinality == KeyOrdinality.ByValue)
        {
            Array.ForEach(maps, m => m.Sort());
        }

        return maps;
    }
}
