using System.IO.Compression;
using System.Text;

namespace NeuralTrainers.Tests;

/// <summary>Damages entries of a model's zip file.</summary>
internal static class ZipEntries
{
    public static void AssertInvalid(MemoryStream file, string problem)
    {
        file.Position = 0;

        // ML.NET calls loaders by reflection, and may wrap what they throw.
        var exception = Assert.Throws<Exception>(() => new MLContext().Model.Load(file, out _));
        while (exception is not InvalidDataException && exception.InnerException is { } inner)
        {
            exception = inner;
        }

        Assert.IsInstanceOfType<InvalidDataException>(exception);
        Assert.Contains(problem, exception.Message);
    }

    public static string Read(MemoryStream file, string name)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        using var reader = new StreamReader(archive.Entries.Single(entry => entry.Name == name).Open(), Encoding.Latin1);
        return reader.ReadToEnd();
    }

    // Latin-1 keeps all bytes as they are.
    public static void Replace(MemoryStream file, string name, Func<string, string> change)
    {
        var content = change(Read(file, name));
        using var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true);
        var entry = archive.Entries.Single(candidate => candidate.Name == name);
        var path = entry.FullName;
        entry.Delete();
        using var stream = archive.CreateEntry(path).Open();
        stream.Write(Encoding.Latin1.GetBytes(content));
    }
}
