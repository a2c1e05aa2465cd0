namespace NeuralTrainers.Samples;

/// <summary>Reads <c>--name value</c> pairs.</summary>
public static class Arguments
{
    /// <summary>The word after a name, or null.</summary>
    public static string? Value(string[] arguments, string name)
    {
        var at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }

    /// <summary>The number after a name, or a default.</summary>
    public static long Number(string[] arguments, string name, long otherwise) =>
        Value(arguments, name) is { } text
            ? long.TryParse(text, out var number) && number > 0
                ? number
                : throw new ArgumentException($"{name} is '{text}': give a whole number above 0.")
            : otherwise;
}
