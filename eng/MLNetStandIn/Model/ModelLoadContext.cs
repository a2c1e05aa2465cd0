using System.IO.Compression;
using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where a component reads itself from.</summary>
internal sealed class ModelLoadContext(ZipArchive archive, string directory)
{
    private VersionInfo _saved;

    /// <summary>Finds the loader that a saved component names, in the assembly that it names, and calls it.</summary>
    public static ITransformer LoadModel(IHostEnvironment env, ZipArchive archive, string directory)
    {
        var context = new ModelLoadContext(archive, directory);
        if (!context.TryLoadBinaryStream(ModelSaveContext.HeaderName, reader => context._saved = VersionInfo.Read(reader)))
        {
            throw new FormatException("Corrupt model file");
        }

        var assembly = Assembly.Load(context._saved.LoaderAssemblyName);
        var loadable = assembly.GetCustomAttributes<LoadableClassAttributeBase>()
            .FirstOrDefault(l => l.SigTypes.Contains(typeof(SignatureLoadModel)) && l.LoadNames.Contains(context._saved.LoaderSignature))
            ?? throw new FormatException($"Couldn't load model: assembly '{assembly.FullName}' has no loader '{context._saved.LoaderSignature}'.");
        const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var create = loadable.LoaderType.GetMethod("Create", Any, [typeof(IHostEnvironment), typeof(ModelLoadContext)])
            ?? throw new InvalidOperationException($"{loadable.LoaderType} has no Create method that loads.");
        return (ITransformer)create.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [env, context], null);
    }

    public ITransformer LoadModel(IHostEnvironment env, string name) => LoadModel(env, archive, $"{directory}/{name}");

    /// <summary>Loads what was saved under a name, if there is such.</summary>
    public bool LoadModelOrNull<TRes, TSig>(IHostEnvironment env, out TRes result, string name, params object[] extra)
        where TRes : class
    {
        var isThere = archive.GetEntry($"{directory}/{name}/{ModelSaveContext.HeaderName}") is not null;
        result = isThere ? (TRes)LoadModel(env, name) : null;
        return isThere;
    }

    public void CheckAtModel(VersionInfo ver) => _saved.CheckReadableBy(ver);

    public bool TryLoadBinaryStream(string name, Action<BinaryReader> action)
    {
        if (archive.GetEntry($"{directory}/{name}") is not { } entry)
        {
            return false;
        }

        using var reader = new BinaryReader(entry.Open());
        action(reader);
        return true;
    }
}

/// <summary>Marks the way in which a class is loaded: from a model, given the environment and a load context.</summary>
internal delegate void SignatureLoadModel(ModelLoadContext ctx);

/// <summary>Says which class an assembly loads under which names, so that a model file can name its loader.</summary>
internal abstract class LoadableClassAttributeBase : Attribute
{
    protected LoadableClassAttributeBase(
        string summary, Type instType, Type loaderType, Type argType, Type[] sigTypes, string userName, params string[] loadNames)
        => (LoaderType, SigTypes, LoadNames) = (loaderType, sigTypes, loadNames);

    public Type LoaderType { get; }

    public Type[] SigTypes { get; }

    public string[] LoadNames { get; }
}

[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class LoadableClassAttribute(Type instType, Type loaderType, Type argType, Type sigType, string userName, params string[] loadNames)
    : LoadableClassAttributeBase(null, instType, loaderType, argType, [sigType], userName, loadNames);
