using Microsoft.ML;
using Microsoft.ML.Runtime;
using NeuralTrainers;
using NeuralTrainers.DataView;

[assembly: LoadableTransformer<NeuralBinaryTransformer>]

namespace NeuralTrainers;

/// <summary>A neural network that was trained for binary classification.</summary>
public sealed class NeuralBinaryTransformer : NeuralTransformer, ILoadableTransformer<NeuralBinaryTransformer>
{
    internal NeuralBinaryTransformer(NeuralModelParameters model)
        : base(model)
    {
    }

    static string ILoadableTransformer<NeuralBinaryTransformer>.LoaderSignature => "NeuralBinary";

    static NeuralBinaryTransformer ILoadableTransformer<NeuralBinaryTransformer>.Load(IHostEnvironment environment, ModelReader reader) =>
        new(ModelFiles.Read(reader, TargetKind.Binary));

    internal override void Save(ModelSaveContext context) =>
        ModelFile.Save<NeuralBinaryTransformer>(context, writer => ModelFiles.Write(writer, Model));
}
