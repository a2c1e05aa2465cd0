using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Loads text files.</summary>
public static class TextLoaderSaverCatalog
{
    public static IDataView LoadFromTextFile(
        this DataOperationsCatalog catalog,
        string path,
        TextLoader.Column[] columns,
        char separatorChar = '\t',
        bool hasHeader = false,
        bool allowQuoting = false)
        => new TextDataView(path, columns, new FieldSplitter(separatorChar, allowQuoting), hasHeader);

    public static IDataView LoadFromTextFile<TInput>(
        this DataOperationsCatalog catalog, string path, char separatorChar = '\t', bool hasHeader = false, bool allowQuoting = false)
    {
        var columns = SchemaDefinition.MembersOf(typeof(TInput), p => p.GetGetMethod() is not null).Select(m =>
        {
            var source = m.Member.GetCustomAttribute<LoadColumnAttribute>()?.Source
                ?? throw new InvalidOperationException($"Member '{m.Member.Name}' is missing the {nameof(LoadColumnAttribute)} attribute");
            var item = ColumnTypeExtensions.PrimitiveTypeFromType(m.Type.IsArray ? m.Type.GetElementType() : m.Type);
            return Enum.TryParse<DataKind>(item.ToString(), out var kind)
                ? new TextLoader.Column(ColumnNameAttribute.NameOf(m.Member), kind, [source])
                : throw new NotSupportedException($"This stand-in for ML.NET loads no {item} '{m.Member.Name}' from text; build against the package.");
        });
        return catalog.LoadFromTextFile(path, [.. columns], separatorChar, hasHeader, allowQuoting);
    }
}
