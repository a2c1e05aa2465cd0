using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Maps values to keys. A value that is missing or was not seen in training gets the missing key, 0.</summary>
public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "TermTransform";

    private static readonly VersionInfo Version = VersionOf("TERMTRNF", LoaderSignature);

    private readonly TermMap[] _maps;
    private readonly bool _textKeyValues;

    internal ValueToKeyMappingTransformer(IEnumerable<InputOutputColumnPair> pairs, TermMap[] maps, bool textKeyValues)
        : base(Version, pairs)
    {
        _maps = maps;
        _textKeyValues = textKeyValues;
    }

    internal static ValueToKeyMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var pairs = LoadPairs(ctx, Version);
        var text = ctx.Reader.ReadBoolean();
        return new(pairs, Array.ConvertAll(pairs, _ => TermMap.Read(ctx.Reader)), text);
    }

    private protected override void SaveColumns(BinaryWriter writer)
    {
        writer.Write(_textKeyValues);
        foreach (var map in _maps)
        {
            map.Write(writer);
        }
    }

    private protected override ComputedColumn ComputeColumn(DataViewSchema.Column source, string name, int index)
    {
        var map = _maps[index];
        if (!source.Type.GetItemType().Equals(map.ItemType))
        {
            throw SchemaShapes.Mismatch("input", source.Name, map.ItemType.ToString(), source.Type.ToString());
        }

        var annotations = source.Keeping(AnnotationUtils.Kinds.SlotNames);
        if (map.Count > 0)
        {
            map.AddKeyValues(annotations, _textKeyValues);
        }

        return new(name, source.Type.WithItems(map.KeyType), annotations.ToAnnotations(), [source.Index], row => map.MakeGetter(row, source));
    }
}
