using System.IO.Compression;
using System.Text.Json;

namespace NeuralTrainers.Networks;

/// <summary>
/// Writes and reads a run's progress: a zip of <c>checkpoint.json</c> and of safetensors files for the weights, the best weights and the
/// session's state. A new file takes the old one's place at once, so that a crash while writing leaves the old one.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="run">What identifies the run.</param>
internal sealed class CheckpointFile(string path, string run)
{
    public const string Format = "neuraltrainers.checkpoint";
    public const int Version = 1;

    private const string DocumentName = "checkpoint.json";
    private const string WeightsName = "weights.safetensors";
    private const string BestName = "best.safetensors";
    private const string StateName = "state.safetensors";

    /// <summary>Writes the file.</summary>
    public void Write(RunProgress progress)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var temporary = path + ".tmp";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            {
                WriteDocument(archive, progress);
                WriteTensors(archive, WeightsName, progress.Weights);
                WriteTensors(archive, StateName, progress.State);
                if (progress.Best is not null)
                {
                    WriteTensors(archive, BestName, progress.Best);
                }
            }

            // On the disk before it takes the old file's place.
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads the file, or gives null if there is none.</summary>
    /// <param name="expected">The names and shapes of the network's tensors.</param>
    /// <exception cref="ArgumentException">The file is of another run.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public RunProgress? Read(IReadOnlyList<TensorShape> expected)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read);
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            var document = ReadDocument(archive);
            if (!string.Equals(document.Run, run, StringComparison.Ordinal))
            {
                throw new ArgumentException(
                    $"The checkpoint '{path}' is of another training run: other data, another network or other settings. Delete the file to begin " +
                    "anew, or give this run a path of its own.");
            }

            return new RunProgress(
                document.Steps,
                document.Epochs,
                document.BestEpoch,
                archive.GetEntry(BestName) is null ? null : Read(archive, BestName, entry => SafetensorsFile.Read(entry, expected)),
                Read(archive, WeightsName, entry => SafetensorsFile.Read(entry, expected)),
                Read(archive, StateName, entry => SafetensorsFile.Read(entry, stream.Length)));
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException)
        {
            throw new InvalidDataException($"The checkpoint '{path}' is damaged; delete the file to begin anew. {exception.Message}", exception);
        }
    }

    public void Delete() => File.Delete(path);

    private void WriteDocument(ZipArchive archive, RunProgress progress)
    {
        var document = new CheckpointDocument
        {
            Format = Format,
            Version = Version,
            Run = run,
            Steps = progress.Steps,
            BestEpoch = progress.BestEpoch,
            Epochs = progress.Epochs,
        };
        using var entry = archive.CreateEntry(DocumentName, CompressionLevel.NoCompression).Open();
        entry.Write(RecordJson.Write(document).Span);
    }

    private static void WriteTensors(ZipArchive archive, string name, NetworkWeights tensors)
    {
        using var entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        SafetensorsFile.Write(entry, tensors);
    }

    private static CheckpointDocument ReadDocument(ZipArchive archive)
    {
        var document = Read(archive, DocumentName, entry =>
            RecordJson.Read<CheckpointDocument>(StreamReading.ReadToEnd(entry, NetworkFile.MaximumBytes, "The list of epochs").Span));
        return document is { Format: Format, Version: Version } ? document : throw new InvalidDataException($"It is no '{Format}' of version {Version}.");
    }

    private static T Read<T>(ZipArchive archive, string name, Func<Stream, T> read)
    {
        var entry = archive.GetEntry(name) ?? throw new InvalidDataException($"It has no entry '{name}'.");
        using var stream = entry.Open();
        return read(stream);
    }
}
