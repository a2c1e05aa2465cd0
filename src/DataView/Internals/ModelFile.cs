using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace NeuralTrainers.DataView;

/// <summary>Writes a transformer's part of a model's zip file.</summary>
internal static class ModelFile
{
    private const string Signature = "NEURALTR";
    private const uint CurrentVersion = 0x00010001;

    /// <summary>Writes the header that ML.NET finds the loader by, then the entries.</summary>
    public static void Save<TTransformer>(ModelSaveContext context, Action<ModelWriter> write)
        where TTransformer : class, ITransformer, ILoadableTransformer<TTransformer>
    {
        ArgumentNullException.ThrowIfNull(context);
        context.CheckAtModel();
        context.SetVersionInfo(Version(TTransformer.LoaderSignature, typeof(TTransformer)));
        write(new ModelWriter(context));
    }

    internal static VersionInfo Version(string loaderSignature, Type transformer) => new(
        modelSignature: Signature,
        verWrittenCur: CurrentVersion,
        verReadableCur: CurrentVersion,
        verWeCanReadBack: CurrentVersion,
        loaderSignature: loaderSignature,
        loaderAssemblyName: transformer.Assembly.FullName);
}
