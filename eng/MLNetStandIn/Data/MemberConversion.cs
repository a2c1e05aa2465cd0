using System.Reflection;

namespace Microsoft.ML.Data;

internal delegate void ToRaw<TMember, TRaw>(TMember value, ref TRaw destination);

/// <summary>How the value of a member becomes the value of a column, and back.</summary>
internal sealed record MemberConversion(Type RawType, Delegate ToRaw, Delegate FromRaw)
{
    public static MemberConversion For(Type memberType)
    {
        if (memberType == typeof(string))
        {
            return new(
                typeof(ReadOnlyMemory<char>),
                (ToRaw<string, ReadOnlyMemory<char>>)((string value, ref ReadOnlyMemory<char> raw) => raw = value.AsMemory()),
                (Func<ReadOnlyMemory<char>, string>)(raw => raw.ToString()));
        }

        var maker = memberType == typeof(string[]) ? typeof(MemberConversion).GetMethod(nameof(OfTexts), PrivateStatic)!
            : memberType.IsArray ? Generic(nameof(OfArray), memberType.GetElementType())
            : ItemTypeOf(memberType) is (var itemType, true) ? Generic(nameof(OfBuffer), itemType)
            : Generic(nameof(OfValue), memberType);
        return (MemberConversion)maker.Invoke(null, null);
    }

    public static Type TypeOf(MemberInfo member) => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    public static (Type ItemType, bool IsVector) ItemTypeOf(Type memberType)
        => memberType.IsArray ? (memberType.GetElementType(), true)
            : memberType.IsGenericType && memberType.GetGenericTypeDefinition() == typeof(VBuffer<>) ? (memberType.GetGenericArguments()[0], true)
            : (memberType, false);

    /// <summary>A getter of a vector that holds <paramref name="array"/>.</summary>
    public static Delegate ArrayGetter(Array array)
        => (Delegate)Generic(nameof(GetterOfArray), array.GetType().GetElementType()).Invoke(null, [array]);

    private const BindingFlags PrivateStatic = BindingFlags.NonPublic | BindingFlags.Static;

    private static MethodInfo Generic(string name, Type type) => typeof(MemberConversion).GetMethod(name, PrivateStatic)!.MakeGenericMethod(type);

    private static MemberConversion OfValue<T>()
        => new(typeof(T), (ToRaw<T, T>)((T value, ref T raw) => raw = value), (Func<T, T>)(raw => raw));

    private static MemberConversion OfBuffer<T>()
        => new(
            typeof(VBuffer<T>),
            (ToRaw<VBuffer<T>, VBuffer<T>>)((VBuffer<T> value, ref VBuffer<T> raw) => value.CopyTo(ref raw)),
            (Func<VBuffer<T>, VBuffer<T>>)(raw =>
            {
                var copy = default(VBuffer<T>);
                raw.CopyTo(ref copy);
                return copy;
            }));

    private static MemberConversion OfArray<T>()
        => new(
            typeof(VBuffer<T>),
            (ToRaw<T[], VBuffer<T>>)((T[] value, ref VBuffer<T> raw) => new VBuffer<T>(value?.Length ?? 0, value).CopyTo(ref raw)),
            (Func<VBuffer<T>, T[]>)(raw => [.. raw.DenseValues()]));

    private static MemberConversion OfTexts()
        => new(
            typeof(VBuffer<ReadOnlyMemory<char>>),
            (ToRaw<string[], VBuffer<ReadOnlyMemory<char>>>)((string[] value, ref VBuffer<ReadOnlyMemory<char>> raw)
                => raw = new(value?.Length ?? 0, [.. (value ?? []).Select(text => text.AsMemory())])),
            (Func<VBuffer<ReadOnlyMemory<char>>, string[]>)(raw => [.. raw.DenseValues().Select(text => text.ToString())]));

    private static Delegate GetterOfArray<T>(T[] array)
        => typeof(T) == typeof(string)
            ? (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> value)
                => value = new(array.Length, [.. array.Select(text => text.ToString().AsMemory())]))
            : (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => new VBuffer<T>(array.Length, array).CopyTo(ref value));
}
