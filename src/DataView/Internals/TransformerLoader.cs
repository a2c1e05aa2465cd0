using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace NeuralTrainers.DataView;

/// <summary>ML.NET calls <see cref="Create"/> by reflection when it meets the transformer's name in a file.</summary>
internal static class TransformerLoader<TTransformer>
    where TTransformer : class, ITransformer, ILoadableTransformer<TTransformer>
{
    internal static TTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(ModelFile.Version(TTransformer.LoaderSignature, typeof(TTransformer)));
        return TTransformer.Load(env, new ModelReader(ctx));
    }
}
