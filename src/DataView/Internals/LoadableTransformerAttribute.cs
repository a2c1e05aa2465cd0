using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace NeuralTrainers.DataView;

/// <summary>
/// Tells ML.NET that a transformer of the assembly can be loaded from a model's zip file. The file names the assembly, and ML.NET loads
/// it and looks for these attributes by itself.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class LoadableTransformerAttribute<TTransformer>() : LoadableClassAttributeBase(
    summary: null,
    instType: typeof(TTransformer),
    loaderType: typeof(TransformerLoader<TTransformer>),
    argType: null,
    sigTypes: [typeof(SignatureLoadModel)],
    userName: TTransformer.LoaderSignature,
    loadNames: TTransformer.LoaderSignature)
    where TTransformer : class, ITransformer, ILoadableTransformer<TTransformer>;
