using System.Security.Cryptography;
using System.Text;
using Microsoft.ML;

namespace NeuralTrainers;

/// <summary>The models of the candidates, in a folder beside the log.</summary>
/// <param name="logPath">The log, or null: then nothing is kept.</param>
internal sealed class CandidateFiles(string? logPath)
{
    private string? Folder => logPath is null ? null : logPath + ".models";

    /// <summary>The model's file, or null if there is none.</summary>
    public string? Find(TrialRecord record) => PathOf(record) is { } path && File.Exists(path) ? path : null;

    public void Save(MLContext context, TrialRecord record, ITransformer model, DataViewSchema schema)
    {
        if (PathOf(record) is { } path)
        {
            Directory.CreateDirectory(Folder!);
            ModelStore.Save(context, model, schema, path);
        }
    }

    public void Delete(TrialRecord record)
    {
        if (Find(record) is { } path)
        {
            File.Delete(path);
        }
    }

    /// <summary>Deletes what is of no trial that is kept: a sweep may have been killed before it logged one, or after another was beaten.</summary>
    public void DeleteAllBut(IEnumerable<TrialRecord> records)
    {
        if (Folder is not { } folder || !Directory.Exists(folder))
        {
            return;
        }

        var kept = records.Select(PathOf).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(folder, "*.zip*").Where(file => !kept.Contains(file)))
        {
            File.Delete(file);
        }
    }

    // Trials are numbered anew in each run; their settings stay.
    private string? PathOf(TrialRecord record) =>
        Folder is { } folder ? Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(record.Key)).AsSpan(0, 8)) + ".zip") : null;
}
