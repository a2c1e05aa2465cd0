using System.Globalization;

namespace NeuralTrainers.Benchmarks.Panels;

/// <summary>A line of a file with a header. Nothing between two commas is missing.</summary>
internal sealed class Record
{
    private readonly Dictionary<string, int> _columns;
    private readonly string[] _fields;

    private Record(Dictionary<string, int> columns, string[] fields)
    {
        _columns = columns;
        _fields = fields;
    }

    public static Record[] Read(string path)
    {
        string[][] lines = [.. File.ReadLines(path).Select(line => line.Split(','))];
        var columns = lines[0].Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        return [.. lines.Skip(1).Select(fields => new Record(columns, fields))];
    }

    public string Text(string column) => _fields[_columns[column]];

    public float Number(string column) => Text(column) is { Length: > 0 } text ? float.Parse(text, CultureInfo.InvariantCulture) : float.NaN;
}
