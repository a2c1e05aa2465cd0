using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Splits lines into fields.</summary>
internal sealed class FieldSplitter(TextLoader.Options options)
{
    private readonly char[] _separators = options.Separators;
    private readonly bool _spaceSeparates = options.Separators.Contains(' ');
    private readonly List<ReadOnlyMemory<char>> _fields = [];

    public int Count => _fields.Count;

    /// <summary>A field of the last line; a line that ends before it gives an empty one.</summary>
    public ReadOnlyMemory<char> this[int index] => index < _fields.Count ? _fields[index] : default;

    public void Split(string line, int fieldsNeeded = int.MaxValue)
    {
        _fields.Clear();
        var rest = options.TrimWhitespace ? line.AsMemory().TrimEnd() : line.AsMemory();
        for (var more = true; more && _fields.Count < fieldsNeeded;)
        {
            rest = _spaceSeparates ? rest : rest.TrimStart(' ');
            var field = options.AllowQuoting && !rest.IsEmpty && rest.Span[0] == '"' ? Quoted(rest.Span, out var length) : Plain(rest, out length);
            _fields.Add(field);
            more = length < rest.Length;
            rest = more ? rest[(length + 1)..] : default;
        }
    }

    private ReadOnlyMemory<char> Plain(ReadOnlyMemory<char> rest, out int length)
    {
        var end = rest.Span.IndexOfAny(_separators);
        length = end < 0 ? rest.Length : end;
        return rest[..length];
    }

    /// <summary>Two quotes within a quoted field stand for one. A field that is not quoted correctly is taken as empty.</summary>
    private ReadOnlyMemory<char> Quoted(ReadOnlySpan<char> rest, out int length)
    {
        var text = new StringBuilder();
        var position = 1;
        while (true)
        {
            var quote = rest[position..].IndexOf('"');
            if (quote < 0)
            {
                length = rest.Length;
                return default;
            }

            text.Append(rest.Slice(position, quote));
            position += quote + 1;
            if (position >= rest.Length || rest[position] != '"')
            {
                break;
            }

            text.Append('"');
            position++;
        }

        var end = rest[position..].IndexOfAny(_separators);
        length = end < 0 ? rest.Length : position + end;
        return rest[position..length].Trim(' ').IsEmpty ? text.ToString().AsMemory() : default;
    }
}
