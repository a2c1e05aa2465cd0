using Microsoft.ML;
using Microsoft.ML.Runtime;
using NeuralTrainers;
using NeuralTrainers.DataView;

[assembly: LoadableTransformer<NeuralMulticlassTransformer>]

namespace NeuralTrainers;

/// <summary>A neural network that was trained for multiclass classification.</summary>
public sealed class NeuralMulticlassTransformer : NeuralTransformer, ILoadableTransformer<NeuralMulticlassTransformer>
{
    internal NeuralMulticlassTransformer(NeuralModelParameters model)
        : base(model)
    {
    }

    static string ILoadableTransformer<NeuralMulticlassTransformer>.LoaderSignature => "NeuralMulticlass";

    static NeuralMulticlassTransformer ILoadableTransformer<NeuralMulticlassTransformer>.Load(
        IHostEnvironment environment, ModelReader reader) =>
        new(ModelFiles.Read(reader, TargetKind.Multiclass));

    internal override void Save(ModelSaveContext context) =>
        ModelFile.Save<NeuralMulticlassTransformer>(context, writer => ModelFiles.Write(writer, Model));
}
