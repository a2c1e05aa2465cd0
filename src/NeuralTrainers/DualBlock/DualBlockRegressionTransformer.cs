using Microsoft.ML;
using Microsoft.ML.Runtime;
using NeuralTrainers;
using NeuralTrainers.DataView;

[assembly: LoadableTransformer<DualBlockRegressionTransformer>]

namespace NeuralTrainers;

/// <summary>A dual-block network that was trained for regression.</summary>
public sealed class DualBlockRegressionTransformer : NeuralTransformer, ILoadableTransformer<DualBlockRegressionTransformer>
{
    internal DualBlockRegressionTransformer(NeuralModelParameters model)
        : base(model)
    {
    }

    static string ILoadableTransformer<DualBlockRegressionTransformer>.LoaderSignature => "DualBlockRegression";

    static DualBlockRegressionTransformer ILoadableTransformer<DualBlockRegressionTransformer>.Load(IHostEnvironment environment, ModelReader reader) =>
        new(ModelFiles.Read(reader, TargetKind.Regression, hasDualBlock: true));

    internal override void Save(ModelSaveContext context) =>
        ModelFile.Save<DualBlockRegressionTransformer>(context, writer => ModelFiles.Write(writer, Model));
}
