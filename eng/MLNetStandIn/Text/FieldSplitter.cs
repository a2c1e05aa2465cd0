using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Splits lines into fields.</summary>
internal sealed class FieldSplitter(char separator, bool allowQuoting)
{
    public void Split(string line, List<ReadOnlyMemory<char>> fields)
    {
        fields.Clear();
        var rest = line.AsMemory();
        for (var more = true; more;)
        {
            rest = separator == ' ' ? rest : rest.TrimStart(' ');
            fields.Add(allowQuoting && !rest.IsEmpty && rest.Span[0] == '"' ? Quoted(rest.Span, out var length) : Plain(rest, out length));
            more = length < rest.Length;
            rest = more ? rest[(length + 1)..] : default;
        }
    }

    private ReadOnlyMemory<char> Plain(ReadOnlyMemory<char> rest, out int length)
    {
        var end = rest.Span.IndexOf(separator);
        length = end < 0 ? rest.Length : end;
        return rest[..length];
    }

    /// <summary>Two quotes within a quoted field stand for one. A field that is not quoted correctly is taken as empty.</summary>
    private ReadOnlyMemory<char> Quoted(ReadOnlySpan<char> rest, out int length)
    {
        var text = new StringBuilder();
        var position = 1;
        for (; position < rest.Length; position++)
        {
            if (rest[position] == '"' && (++position == rest.Length || rest[position] != '"'))
            {
                var end = rest[position..].IndexOf(separator);
                length = end < 0 ? rest.Length : position + end;
                return rest[position..length].Trim(' ').IsEmpty ? text.ToString().AsMemory() : default;
            }

            text.Append(rest[position]);
        }

        length = rest.Length;
        return default;
    }
}
