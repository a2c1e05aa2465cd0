using Microsoft.ML;
using Microsoft.ML.Runtime;
using NeuralTrainers;
using NeuralTrainers.DataView;

[assembly: LoadableTransformer<DualBlockMulticlassTransformer>]

namespace NeuralTrainers;

/// <summary>A dual-block network that was trained for multiclass classification.</summary>
public sealed class DualBlockMulticlassTransformer : NeuralTransformer, ILoadableTransformer<DualBlockMulticlassTransformer>
{
    internal DualBlockMulticlassTransformer(NeuralModelParameters model)
        : base(model)
    {
    }

    static string ILoadableTransformer<DualBlockMulticlassTransformer>.LoaderSignature => "DualBlockMulticlass";

    static DualBlockMulticlassTransformer ILoadableTransformer<DualBlockMulticlassTransformer>.Load(IHostEnvironment environment, ModelReader reader) =>
        new(ModelFiles.Read(reader, TargetKind.Multiclass, hasDualBlock: true));

    internal override void Save(ModelSaveContext context) =>
        ModelFile.Save<DualBlockMulticlassTransformer>(context, writer => ModelFiles.Write(writer, Model));
}
