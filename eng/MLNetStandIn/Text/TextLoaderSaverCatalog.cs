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
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
    {
        var options = MakeOptions(separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse);
        options.Columns = columns;
        return new TextDataView(path, options, readsSlotNames: false);
    }

    /// <summary>Loads a file; of this overload alone, vectors get their slot names from the header.</summary>
    public static IDataView LoadFromTextFile(this DataOperationsCatalog catalog, string path, TextLoader.Options options = null)
        => new TextDataView(path, options ?? new(), readsSlotNames: true);

    public static IDataView LoadFromTextFile<TInput>(
        this DataOperationsCatalog catalog,
        string path,
        char separatorChar = '\t',
        bool hasHeader = false,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
        => LoadFromTextFile<TInput>(catalog, path, MakeOptions(separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse));

    public static IDataView LoadFromTextFile<TInput>(this DataOperationsCatalog catalog, string path, TextLoader.Options options)
    {
        options.Columns = ColumnsOf(typeof(TInput));
        return new TextDataView(path, options, readsSlotNames: false);
    }

    private static TextLoader.Options MakeOptions(char separator, bool hasHeader, bool allowQuoting, bool trimWhitespace, bool allowSparse) => new()
    {
        Separators = [separator],
        HasHeader = hasHeader,
        AllowQuoting = allowQuoting,
        TrimWhitespace = trimWhitespace,
        AllowSparse = allowSparse,
    };

    private static TextLoader.Column[] ColumnsOf(Type type)
    {
        var fields = type.GetFields(BindingFlags.Public | BindingFlags.Instance).Select(f => MakeColumn(f, f.FieldType));
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0)
            .Select(p => MakeColumn(p, p.PropertyType));
        return [.. fields, .. properties];
    }

    private static TextLoader.Column MakeColumn(MemberInfo member, Type type)
    {
        var sources = member.GetCustomAttribute<LoadColumnAttribute>()?.Sources
            ?? throw new InvalidOperationException($"{member.MemberType} '{member.Name}' is missing the {nameof(LoadColumnAttribute)} attribute");
        var item = ColumnTypeExtensions.PrimitiveTypeFromType(type.IsArray ? type.GetElementType() : type);
        var kind = Enum.GetValues<DataKind>().FirstOrDefault(k => PrimitiveValues.TypeOf(k).Equals(item));
        var key = member.GetCustomAttribute<KeyTypeAttribute>();
        return new TextLoader.Column(member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name, kind, sources)
        {
            KeyCount = key is null ? null : key.Count ?? uint.MaxValue,
        };
    }
}
