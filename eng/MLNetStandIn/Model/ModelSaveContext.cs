using System.IO.Compression;

namespace Microsoft.ML;

/// <summary>What can write itself into a model file.</summary>
public interface ICanSaveModel
{
    void Save(ModelSaveContext ctx);
}

/// <summary>Where a component writes itself to. Everything that writes is internal, as in ML.NET.</summary>
public sealed class ModelSaveContext
{
    internal const string HeaderName = "Model.key";

    private readonly ZipArchive _archive;
    private readonly string _directory;
    private bool _hasVersion;

    private ModelSaveContext(ZipArchive archive, string directory) => (_archive, _directory) = (archive, directory);

    internal static void SaveModel(ZipArchive archive, ICanSaveModel model, string directory)
    {
        var context = new ModelSaveContext(archive, directory);
        model.Save(context);
        if (!context._hasVersion)
        {
            throw new InvalidOperationException("ModelSignature not specified!");
        }
    }

    internal void SaveModel(ICanSaveModel model, string name) => SaveModel(_archive, model, $"{_directory}/{name}");

    internal void CheckAtModel()
    {
        if (_hasVersion)
        {
            throw new InvalidOperationException("Something was written before.");
        }
    }

    internal void SetVersionInfo(VersionInfo ver)
    {
        SaveBinaryStream(HeaderName, ver.Write);
        _hasVersion = true;
    }

    internal void SaveBinaryStream(string name, Action<BinaryWriter> action)
    {
        using var writer = new BinaryWriter(_archive.CreateEntry($"{_directory}/{name}").Open());
        action(writer);
    }
}
