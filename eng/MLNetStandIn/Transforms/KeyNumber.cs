namespace Microsoft.ML.Data;

/// <summary>The number behind a key of any of the unsigned types: 0 is missing, the first key is 1.</summary>
internal static class KeyNumber
{
    public static ulong Of<TKey>(TKey key) => key switch
    {
        uint k => k,
        ulong k => k,
        ushort k => k,
        byte k => k,
        _ => throw new InvalidOperationException($"{typeof(TKey)} does not carry keys."),
    };
}
