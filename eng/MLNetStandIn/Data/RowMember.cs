using System.Globalization;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>A member of <typeparamref name="TRow"/> that is a column.</summary>
internal abstract class RowMember<TRow>(SchemaDefinition.Column column)
{
    public SchemaDefinition.Column Column => column;

    public static RowMember<TRow>[] Create(SchemaDefinition definition) => [.. definition.Select(column =>
    {
        var type = column.Member is FieldInfo field ? field.FieldType : ((PropertyInfo)column.Member).PropertyType;
        return (RowMember<TRow>)Activator.CreateInstance(typeof(Of<,>).MakeGenericType(typeof(TRow), type, column.ColumnType.RawType), column);
    })];

    public static DataViewSchema MakeSchema(IEnumerable<RowMember<TRow>> members)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var member in members)
        {
            builder.AddColumn(member.Column.ColumnName, member.Column.ColumnType);
        }

        return builder.ToSchema();
    }

    public abstract Delegate MakeGetter(Func<TRow> row);

    /// <summary>Sets the member to the column's value in the row that <paramref name="row"/> is at.</summary>
    public abstract Action<TRow> MakeSetter(DataViewRow row);

    private sealed class Of<TMember, TRaw>(SchemaDefinition.Column column) : RowMember<TRow>(column)
    {
        public override Delegate MakeGetter(Func<TRow> row)
        {
            var read = Column.Member is PropertyInfo property
                ? property.GetMethod.CreateDelegate<Func<TRow, TMember>>()
                : instance => (TMember)((FieldInfo)Column.Member).GetValue(instance);
            var toRaw = MemberConversion.ToRaw<TMember, TRaw>();
            if (Column.ColumnType is not KeyDataViewType key)
            {
                return (ValueGetter<TRaw>)((ref TRaw value) => toRaw(read(row()), ref value));
            }

            // An object counts the members of the set from 0, the column from 1; a number outside of the set is missing.
            return (ValueGetter<TRaw>)((ref TRaw value) =>
            {
                toRaw(read(row()), ref value);
                var number = Convert.ToUInt64(value, CultureInfo.InvariantCulture);
                value = number < key.Count ? (TRaw)Convert.ChangeType(number + 1, typeof(TRaw), CultureInfo.InvariantCulture) : default;
            });
        }

        public override Action<TRow> MakeSetter(DataViewRow row)
        {
            var source = row.Schema[Column.ColumnName];
            if (source.Type.RawType != typeof(TRaw))
            {
                throw new InvalidOperationException(
                    $"Column '{source.Name}' is {source.Type}: member '{Column.Member.Name}' of {typeof(TRow)}, a {typeof(TMember)}, cannot hold it.");
            }

            var write = Column.Member is PropertyInfo property
                ? property.SetMethod.CreateDelegate<Action<TRow, TMember>>()
                : (instance, assigned) => ((FieldInfo)Column.Member).SetValue(instance, assigned);
            var fromRaw = MemberConversion.FromRaw<TMember, TRaw>();
            var getter = row.GetGetter<TRaw>(source);
            var value = default(TRaw);
            return target =>
            {
                getter(ref value);
                write(target, fromRaw(value));
            };
        }
    }
}
