using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace NeuralTrainers.DataView;

/// <summary>
/// A transformer that can be read from a model's zip file. Its assembly also declares
/// <see cref="LoadableTransformerAttribute{TTransformer}"/>.
/// </summary>
internal interface ILoadableTransformer<TSelf>
    where TSelf : class, ITransformer, ILoadableTransformer<TSelf>
{
    /// <summary>The transformer's name in the file, at most 24 characters.</summary>
    static abstract string LoaderSignature { get; }

    static abstract TSelf Load(IHostEnvironment environment, ModelReader reader);
}
