using System.Text;
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

    private readonly Lock _gate = new();
    private readonly string? _path;
    private readonly Dictionary<string, TrialRecord> _finished = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TrialRecord> _unfinished = new(StringComparer.Ordinal);

    public TrialLog(string? path)
    {
        _path = path;
        if (path is null || !File.Exists(path))
        {
            return;
        }

        foreach (var record in Load(path))
        {
            Note(record);
        }

        EndLine(path);
    }

    /// <summary>
    /// The trials of earlier runs and of this one that need not be tried again. Where none succeeded, those that failed did not do so by their settings.
    /// </summary>
    public IReadOnlyCollection<TrialRecord> Finished
    {
        get
        {
            lock (_gate)
            {
                return HasSuccess ? [.. _finished.Values] : [];
            }
        }
    }

    /// <summary>The trials that were cut short, by time or memory.</summary>
    public IReadOnlyCollection<TrialRecord> Unfinished
    {
        get
        {
            lock (_gate)
            {
                return [.. _unfinished.Values];
            }
        }
    }

    private bool HasSuccess => _finished.Values.Any(record => record.End != TrialEnd.Failed);

    /// <summary>The finished trial of the same settings, or null.</summary>
    public TrialRecord? Find(string key)
    {
        lock (_gate)
        {
            return HasSuccess ? _finished.GetValueOrDefault(key) : null;
        }
    }

    public void Add(TrialRecord record)
    {
        lock (_gate)
        {
            Note(record);
            if (_path is not null)
            {
                File.AppendAllText(_path, JsonSerializer.Serialize(record, Json) + Environment.NewLine);
            }
        }
    }

    /// <summary>All trials of a file, in the order in which they ended, without a last line that is half written. A sweep may be writing to it.</summary>
    /// <exception cref="InvalidDataException">A line is damaged.</exception>
    public static IReadOnlyList<TrialRecord> Load(string path)
    {
        // Sharing the file with writers: who only looks at a sweep must not make its next trial fail.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries);
        var records = new List<TrialRecord>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (Read(path, lines[i], isLast: i == lines.Length - 1, i + 1) is { } record)
            {
                records.Add(record);
            }
        }

        return records;
    }

    private void Note(TrialRecord record)
    {
        if (record.IsFinished)
        {
            _finished[record.Key] = record;
            _unfinished.Remove(record.Key);
        }
        else if (!_finished.ContainsKey(record.Key))
        {
            _unfinished[record.Key] = record;
        }
    }

    // What a killed process left half written goes: after the next trial it would be a damaged line in the middle.
    private static void EndLine(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var lastLine = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        if (lastLine == bytes.Length)
        {
            return;
        }

        if (Read(path, Encoding.UTF8.GetString(bytes.AsSpan(lastLine)), isLast: true, 0) is null)
        {
            file.SetLength(lastLine);
        }
        else
        {
            file.WriteByte((byte)'\n');
        }
    }

    private static TrialRecord? Read(string path, string line, bool isLast, int number)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<TrialRecord>(line, Json);
        }
        catch (JsonException) when (isLast)
        {
            return null;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"Line {number} of the trial log '{path}' is damaged: {error.Message} Remove the line, or name another file.", error);
        }
    }
}
