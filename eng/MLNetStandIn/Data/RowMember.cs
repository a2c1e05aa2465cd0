using System.Globalization;
using System.Linq.Expressions;

namespace Microsoft.ML.Data;

/// <summary>A member of <typeparamref name="TRow"/> that is a column.</summary>
internal abstract class RowMember<TRow>(SchemaDefinition.Column column)
{
    public SchemaDefinition.Column Column => column;

    public static RowMember<TRow>[] Create(SchemaDefinition definition) => [.. definition.Select(column =>
    {
        var member = Expression.MakeMemberAccess(Expression.Parameter(typeof(TRow)), column.Member);
        var rawType = column.ColumnType.RawType;
        return (RowMember<TRow>)Activator.CreateInstance(typeof(Of<,>).MakeGenericType(typeof(TRow), member.Type, rawType), column, member);
    })];

    public static DataViewSchema MakeSchema(IEnumerable<RowMember<TRow>> members)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(members.Select(m => new DataViewSchema.DetachedColumn(m.Column.ColumnName, m.Column.ColumnType)));
        return builder.ToSchema();
    }

    public abstract Delegate MakeGetter(Func<TRow> row);

    /// <summary>Sets the member to the column's value in the row that <paramref name="row"/> is at.</summary>
    public abstract Action<TRow> MakeSetter(DataViewRow row);

    private sealed class Of<TMember, TRaw>(SchemaDefinition.Column column, MemberExpression member) : RowMember<TRow>(column)
    {
        private readonly ParameterExpression _instance = (ParameterExpression)member.Expression;

        public override Delegate MakeGetter(Func<TRow> row)
        {
            var read = Expression.Lambda<Func<TRow, TMember>>(member, _instance).Compile();
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

            var assigned = Expression.Parameter(typeof(TMember));
            var write = Expression.Lambda<Action<TRow, TMember>>(Expression.Assign(member, assigned), _instance, assigned).Compile();
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
