using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Which members of a class are columns, and of what type.</summary>
public sealed class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition() { }

    public Column this[string columnName] => Find(c => c.ColumnName == columnName);

    public static SchemaDefinition Create(Type userType) => Create(userType, _ => true);

    internal static SchemaDefinition ForReading(Type userType) => Create(userType, p => p.GetGetMethod() is not null);

    internal static SchemaDefinition ForWriting(Type userType) => Create(userType, p => p.GetSetMethod() is not null);

    /// <summary>The public fields and properties of a type.</summary>
    internal static IEnumerable<(MemberInfo Member, Type Type)> MembersOf(Type type, Func<PropertyInfo, bool> includes)
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;
        var properties = type.GetProperties(Public).Where(p => p.GetIndexParameters().Length == 0 && includes(p));
        return [.. type.GetFields(Public).Select(f => ((MemberInfo)f, f.FieldType)), .. properties.Select(p => ((MemberInfo)p, p.PropertyType))];
    }

    private static SchemaDefinition Create(Type userType, Func<PropertyInfo, bool> includes)
    {
        var definition = new SchemaDefinition();
        definition.AddRange(MembersOf(userType, includes)
            .Where(m => !m.Member.IsDefined(typeof(NoColumnAttribute)))
            .Select(m => new Column(m.Member, TypeOf(m.Member, m.Type))));
        return definition;
    }

    private static DataViewType TypeOf(MemberInfo member, Type type)
    {
        var isBuffer = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>);
        var rawType = isBuffer ? type.GetGenericArguments()[0] : type.IsArray ? type.GetElementType() : type;
        var item = ColumnTypeExtensions.PrimitiveTypeFromType(rawType);
        item = member.GetCustomAttribute<KeyTypeAttribute>() is { } key ? new KeyDataViewType(rawType, key.Count) : item;
        return isBuffer || type.IsArray ? new VectorDataViewType(item, member.GetCustomAttribute<VectorTypeAttribute>()?.Size ?? 0) : item;
    }

    /// <summary>A column that a member gives.</summary>
    public sealed class Column
    {
        internal Column(MemberInfo member, DataViewType type)
            => (Member, ColumnName, ColumnType) = (member, ColumnNameAttribute.NameOf(member), type);

        public string ColumnName { get; set; }

        public DataViewType ColumnType { get; set; }

        internal MemberInfo Member { get; }
    }
}

/// <summary>Gives a member's column another name.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ColumnNameAttribute(string name) : Attribute
{
    internal static string NameOf(MemberInfo member) => member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;

    private string Name => name;
}

/// <summary>A member that is no column.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class NoColumnAttribute : Attribute;

/// <summary>A member whose values are keys, 0 being missing.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class KeyTypeAttribute(ulong count) : Attribute
{
    internal ulong Count => count;
}

/// <summary>The size of a member that is a vector.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class VectorTypeAttribute(int size) : Attribute
{
    internal int Size => size;
}
