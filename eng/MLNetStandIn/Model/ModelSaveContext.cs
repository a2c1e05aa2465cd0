using System.Text;

namespace Microsoft.ML;

/// <summary>Where a component writes itself to. Everything that writes is internal, as in ML.NET.</summary>
public sealed class ModelSaveContext : IDisposable
{
    internal readonly RepositoryWriter Repository;
    internal readonly string Directory;
    internal readonly BinaryWriter Writer = new(new MemoryStream(), Encoding.UTF8);

    private VersionInfo _version;

    internal ModelSaveContext(RepositoryWriter rep, string dir)
    {
        Repository = rep;
        Directory = dir;
    }

    public void Dispose() => Writer.Dispose();

    internal static void SaveModel<T>(RepositoryWriter rep, T value, string path)
        where T : class
    {
        if (value is ICanSaveModel model)
        {
            using var context = new ModelSaveContext(rep, path);
            model.Save(context);
            context.Done();
        }
    }

    internal void SaveModel<T>(T value, string name)
        where T : class
        => SaveModel(Repository, value, Path.Combine(Directory ?? "", name));

    internal void CheckAtModel()
    {
        if (Writer.BaseStream.Position != 0)
        {
            throw new InvalidOperationException("Something was written before.");
        }
    }

    internal void SetVersionInfo(VersionInfo ver)
        => _version = ver.LoaderSignature?.Length > 24
            ? throw new InvalidOperationException($"Loader signature '{ver.LoaderSignature}' has more than 24 characters.")
            : ver;

    internal void SaveBinaryStream(string name, Action<BinaryWriter> action)
    {
        using var entry = Repository.CreateEntry(Directory, name);
        using var writer = new BinaryWriter(entry.Stream, Encoding.UTF8, leaveOpen: true);
        action(writer);
    }

    internal void SaveString(string str) => Writer.Write(str);

    private void Done()
    {
        if (_version.ModelSignature == 0)
        {
            throw new InvalidOperationException("ModelSignature not specified!");
        }

        using var entry = Repository.CreateEntry(Directory, ModelHeader.EntryName);
        using var writer = new BinaryWriter(entry.Stream, Encoding.UTF8, leaveOpen: true);
        ModelHeader.Write(writer, _version);
        Writer.Flush();
        ((MemoryStream)Writer.BaseStream).WriteTo(entry.Stream);
    }
}
