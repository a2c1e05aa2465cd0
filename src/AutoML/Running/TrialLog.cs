using System.Text.Json;
using System.Text.Json.Serialization;

namespace NeuralTrainers;

/// <summary>The finished trials: in memory, and as lines of JSON at the end of a file if there is one.</summary>
internal sealed class TrialLog
{
    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly string? _path;
    private readonly Dictionary<string, TrialRecord> _finished = new(StringComparer.Ordinal);

    public TrialLog(string? path)
    {
        _path = path;
        if (path is null || !File.Exists(path))
        {
            return;
        }

        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            if (Read(lines[i], isLast: i == lines.Length - 1, i + 1) is { IsFinished: true } record)
            {
                _finished.TryAdd(record.Key, record);
            }
        }

        // What a killed process left half written must not run into the next line.
        if (lines.Length > 0 && Read(lines[^1], isLast: true, lines.Length) is null)
        {
            File.AppendAllText(path, Environment.NewLine);
        }
    }

    /// <summary>The trials of earlier runs and of this one that need not be tried again.</summary>
    public IReadOnlyCollection<TrialRecord> Finished => _finished.Values;

    public TrialRecord? Find(string key) => _finished.GetValueOrDefault(key);

    public void Add(TrialRecord record)
    {
        if (record.IsFinished)
        {
            _finished.TryAdd(record.Key, record);
        }

        if (_path is not null)
        {
            File.AppendAllText(_path, JsonSerializer.Serialize(record, Json) + Environment.NewLine);
        }
    }

    private TrialRecord? Read(string line, bool isLast, int number)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<TrialRecord>(line, Json);
        }
        catch (JsonException) when (isLast || line.Length == 0)
        {
            return null;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"Line {number} of the trial log '{_path}' is damaged: {error.Message} Remove the line, or name another file.", error);
        }
    }
}
