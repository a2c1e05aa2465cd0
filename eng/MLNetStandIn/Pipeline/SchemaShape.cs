using System.Collections;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>What is known of a schema before there is data: names and kinds of columns, without sizes.</summary>
public sealed class SchemaShape(IEnumerable<SchemaShape.Column> columns) : IReadOnlyList<SchemaShape.Column>
{
    private readonly Column[] _columns = [.. columns];

    public int Count => _columns.Length;

    public Column this[int index] => _columns[index];

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static SchemaShape Create(DataViewSchema schema)
    {
        var shapes = new List<Column>(schema.Count);
        foreach (var column in schema)
        {
            if (!column.IsHidden)
            {
                shapes.Add(Shape(column, column.Annotations.Schema.Count == 0 ? null : new(column.Annotations.Schema.Select(a => Shape(a, null)))));
            }
        }

        return new(shapes);

        static Column Shape(DataViewSchema.Column column, SchemaShape annotations)
        {
            var kind = column.Type is not VectorDataViewType vector ? Column.VectorKind.Scalar
                : vector.IsKnownSize ? Column.VectorKind.Vector
                : Column.VectorKind.VariableVector;
            var item = column.Type.GetItemType();
            var isKey = item is KeyDataViewType;
            return new(column.Name, kind, isKey ? ColumnTypeExtensions.PrimitiveTypeFromType(item.RawType) : item, isKey, annotations);
        }
    }

    internal bool TryFindColumn(string name, out Column column)
    {
        column = Array.Find(_columns, c => c.Name == name);
        return column.Name is not null;
    }

    public struct Column
    {
        public readonly string Name;
        public readonly VectorKind Kind;
        public readonly DataViewType ItemType;
        public readonly bool IsKey;
        public readonly SchemaShape Annotations;

        internal Column(string name, VectorKind vecKind, DataViewType itemType, bool isKey, SchemaShape annotations = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            if (itemType is KeyDataViewType or VectorDataViewType)
            {
                throw new ArgumentException("The item type of a column's shape is neither a key nor a vector.", nameof(itemType));
            }

            (Name, Kind, ItemType, IsKey, Annotations) = (name, vecKind, itemType, isKey, annotations ?? new([]));
        }

        public enum VectorKind
        {
            Scalar,
            Vector,
            VariableVector,
        }

        internal string GetTypeString()
        {
            var item = IsKey ? $"Key<{ItemType}>" : ItemType.ToString();
            return Kind == VectorKind.Scalar ? item : Kind == VectorKind.Vector ? $"Vector<{item}>" : $"VarVector<{item}>";
        }
    }
}
