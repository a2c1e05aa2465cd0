using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Which members of a class are columns, and of what type.</summary>
public sealed class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition()
    {
    }

    [Flags]
    public enum Direction
    {
        Read = 1,
        Write = 2,
        Both = Read | Write,
    }

    public Column this[string columnName] => Find(c => c.ColumnName == columnName);

    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both)
    {
        const BindingFlags Members = BindingFlags.Public | BindingFlags.Instance;
        var properties = userType.GetProperties(Members).Where(p => p.GetIndexParameters().Length == 0
            && ((direction.HasFlag(Direction.Read) && p.GetGetMethod() is not null)
                || (direction.HasFlag(Direction.Write) && p.GetSetMethod() is not null)));
        var definition = new SchemaDefinition();
        foreach (var member in userType.GetFields(Members).Concat<MemberInfo>(properties))
        {
            if (member.GetCustomAttribute<NoColumnAttribute>() is null)
            {
                var name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;
                definition.Add(new(member.Name, TypeOf(member), name));
            }
        }

        return definition;
    }

    private static DataViewType TypeOf(MemberInfo member)
    {
        var (rawType, isVector) = MemberConversion.ItemTypeOf(MemberConversion.TypeOf(member));
        var item = ColumnTypeExtensions.PrimitiveTypeFromType(rawType);
        if (member.GetCustomAttribute<KeyTypeAttribute>() is { } key)
        {
            item = new KeyDataViewType(rawType, key.Count ?? Convert.ToUInt64(rawType.GetField("MaxValue")?.GetValue(null), null));
        }

        var dimensions = member.GetCustomAttribute<VectorTypeAttribute>()?.Dimensions;
        return !isVector ? item : dimensions is { Length: > 0 } ? new VectorDataViewType(item, dimensions) : new VectorDataViewType(item);
    }

    /// <summary>A column that a member gives.</summary>
    public sealed class Column
    {
        private readonly DataViewSchema.Annotations.Builder _annotations = new();

        internal Column(string memberName, DataViewType columnType, string columnName)
        {
            MemberName = memberName;
            ColumnName = columnName;
            ColumnType = columnType;
        }

        public string MemberName { get; }

        public string ColumnName { get; set; }

        public DataViewType ColumnType { get; set; }

        public DataViewSchema.Annotations Annotations => _annotations.ToAnnotations();

        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType)
        {
            if (value is Array array && annotationType is VectorDataViewType)
            {
                _annotations.Add(kind, annotationType, MemberConversion.ArrayGetter(array));
            }
            else
            {
                _annotations.Add(kind, annotationType, (ref T destination) => destination = value);
            }
        }
    }
}
