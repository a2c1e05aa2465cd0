using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where a component reads itself from.</summary>
internal sealed class ModelLoadContext : IDisposable
{
    public readonly RepositoryReader Repository;
    public readonly string Directory;
    public readonly BinaryReader Reader;
    public readonly string LoaderAssemblyName;

    private readonly ModelHeader _header;
    private readonly long _start;

    private ModelLoadContext(RepositoryReader rep, Repository.Entry ent, string dir)
    {
        Repository = rep;
        Directory = dir;
        Reader = new(ent.Stream, Encoding.UTF8, leaveOpen: true);
        _header = ModelHeader.Read(Reader);
        _start = Reader.BaseStream.Position;
        LoaderAssemblyName = _header.LoaderAssemblyName;
    }

    public static bool LoadModelOrNull<TRes, TSig>(IHostEnvironment env, out TRes result, RepositoryReader rep, string dir)
        where TRes : class
    {
        using var entry = rep.OpenEntryOrNull(dir, ModelHeader.EntryName);
        if (entry is null)
        {
            result = null;
            return false;
        }

        using var context = new ModelLoadContext(rep, entry, dir);
        result = (TRes)ComponentLoader.Load(env, context, typeof(TSig), context._header.LoaderSignature);
        return true;
    }

    public static void LoadModel<TRes, TSig>(IHostEnvironment env, out TRes result, RepositoryReader rep, string dir)
        where TRes : class
    {
        if (!LoadModelOrNull<TRes, TSig>(env, out result, rep, dir))
        {
            throw new FormatException("Corrupt model file");
        }
    }

    public void LoadModel<TRes, TSig>(IHostEnvironment env, out TRes result, string name)
        where TRes : class
        => LoadModel<TRes, TSig>(env, out result, Repository, Path.Combine(Directory ?? "", name));

    public void CheckAtModel()
    {
        if (Reader.BaseStream.Position != _start)
        {
            throw new InvalidOperationException("Something was read before.");
        }
    }

    public void CheckAtModel(VersionInfo ver)
    {
        CheckAtModel();
        _header.Check(ver);
    }

    public string LoadString() => Reader.ReadString();

    public bool TryLoadBinaryStream(string name, Action<BinaryReader> action)
    {
        using var entry = Repository.OpenEntryOrNull(Directory, name);
        if (entry is null)
        {
            return false;
        }

        using var reader = new BinaryReader(entry.Stream, Encoding.UTF8, leaveOpen: true);
        action(reader);
        return true;
    }

    public void Dispose() => Reader.Dispose();
}
