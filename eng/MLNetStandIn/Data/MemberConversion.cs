namespace Microsoft.ML.Data;

internal delegate void ToRaw<TMember, TRaw>(TMember value, ref TRaw destination);

/// <summary>How the value of a member becomes the value of a column, and back: text, arrays, and what needs no conversion.</summary>
internal static class MemberConversion
{
    public static ToRaw<TMember, TRaw> ToRaw<TMember, TRaw>() => (ToRaw<TMember, TRaw>)(
        typeof(TMember) == typeof(string)
            ? (ToRaw<string, ReadOnlyMemory<char>>)((string value, ref ReadOnlyMemory<char> raw) => raw = value.AsMemory())
        : typeof(TMember).IsArray ? RowExtensions.Invoke<Delegate>(ArrayToRaw<int>, [typeof(TMember).GetElementType()])
        : (ToRaw<TMember, TMember>)Copy);

    public static Func<TRaw, TMember> FromRaw<TMember, TRaw>() => (Func<TRaw, TMember>)(
        typeof(TMember) == typeof(string) ? (Func<ReadOnlyMemory<char>, string>)(raw => raw.ToString())
        : typeof(TMember).IsArray ? RowExtensions.Invoke<Delegate>(ArrayFromRaw<int>, [typeof(TMember).GetElementType()])
        : (Func<TMember, TMember>)(raw =>
        {
            var copy = default(TMember);
            Copy(raw, ref copy);
            return copy;
        }));

    /// <summary>Copies a value; a vector into the destination's buffers.</summary>
    public static void Copy<T>(T value, ref T destination)
    {
        if (value is ICopyable<T> copyable)
        {
            copyable.CopyTo(ref destination);
        }
        else
        {
            destination = value;
        }
    }

    private static Delegate ArrayToRaw<T>()
        => (ToRaw<T[], VBuffer<T>>)((T[] value, ref VBuffer<T> raw) => new VBuffer<T>(value?.Length ?? 0, value).CopyTo(ref raw));

    private static Delegate ArrayFromRaw<T>() => (Func<VBuffer<T>, T[]>)(raw => [.. raw.DenseValues()]);
}
