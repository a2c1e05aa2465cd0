using System.Linq.Expressions;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>A member of <typeparamref name="TRow"/> that is a column.</summary>
internal abstract class RowMember<TRow>
{
    private protected RowMember(SchemaDefinition.Column column) => Column = column;

    public SchemaDefinition.Column Column { get; }

    public static IReadOnlyList<RowMember<TRow>> Create(SchemaDefinition definition) => [.. definition.Select(Create)];

    public abstract Delegate MakeGetter(Func<TRow> row);

    /// <summary>Sets the member to the column's value in the row that <paramref name="row"/> is at.</summary>
    public abstract Action<TRow> MakeSetter(DataViewRow row);

    private static RowMember<TRow> Create(SchemaDefinition.Column column)
    {
        var member = typeof(TRow).GetMember(column.MemberName).Single(m => m is FieldInfo or PropertyInfo);
        var memberType = MemberConversion.TypeOf(member);
        var conversion = MemberConversion.For(memberType);
        return (RowMember<TRow>)Activator.CreateInstance(
            typeof(Of<,>).MakeGenericType(typeof(TRow), memberType, conversion.RawType), column, member, conversion);
    }

    private sealed class Of<TMember, TRaw>(SchemaDefinition.Column column, MemberInfo member, MemberConversion conversion) : RowMember<TRow>(column)
    {
        public override Delegate MakeGetter(Func<TRow> row)
        {
            var read = MakeRead();
            var toRaw = (ToRaw<TMember, TRaw>)conversion.ToRaw;
            if (Column.ColumnType is KeyDataViewType key)
            {
                // An object counts the members of the set from 0, the column from 1; a number outside of the set is missing.
                return (ValueGetter<TRaw>)((ref TRaw value) =>
                {
                    toRaw(read(row()), ref value);
                    var number = Convert.ToUInt64(value, null);
                    value = number < key.Count ? (TRaw)Convert.ChangeType(number + 1, typeof(TRaw), null) : default;
                });
            }

            return (ValueGetter<TRaw>)((ref TRaw value) => toRaw(read(row()), ref value));
        }

        public override Action<TRow> MakeSetter(DataViewRow row)
        {
            var source = row.Schema[Column.ColumnName];
            if (source.Type.RawType != typeof(TRaw))
            {
                throw new InvalidOperationException(
                    $"Column '{source.Name}' is {source.Type}, which member '{member.Name}' of {typeof(TRow)} cannot hold: it is {typeof(TMember)}.");
            }

            var write = MakeWrite();
            var fromRaw = (Func<TRaw, TMember>)conversion.FromRaw;
            var getter = row.GetGetter<TRaw>(source);
            var value = default(TRaw);
            return target =>
            {
                getter(ref value);
                write(target, fromRaw(value));
            };
        }

        private Func<TRow, TMember> MakeRead() =>
            member is PropertyInfo property ? property.GetMethod.CreateDelegate<Func<TRow, TMember>>() : MakeFieldRead();

        private Action<TRow, TMember> MakeWrite() =>
            member is PropertyInfo property ? property.SetMethod.CreateDelegate<Action<TRow, TMember>>() : MakeFieldWrite();

        private Func<TRow, TMember> MakeFieldRead()
        {
            var instance = Expression.Parameter(typeof(TRow));
            return Expression.Lambda<Func<TRow, TMember>>(Expression.MakeMemberAccess(instance, member), instance).Compile();
        }

        private Action<TRow, TMember> MakeFieldWrite()
        {
            var instance = Expression.Parameter(typeof(TRow));
            var assigned = Expression.Parameter(typeof(TMember));
            return Expression.Lambda<Action<TRow, TMember>>(
                Expression.Assign(Expression.MakeMemberAccess(instance, member), assigned), instance, assigned).Compile();
        }
    }
}
