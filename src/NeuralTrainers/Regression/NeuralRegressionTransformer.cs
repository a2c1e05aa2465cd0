using Microsoft.ML;
using Microsoft.ML.Runtime;
using NeuralTrainers;
using NeuralTrainers.DataView;

[assembly: LoadableTransformer<NeuralRegressionTransformer>]

namespace NeuralTrainers;

/// <summary>A neural network that was trained for regression.</summary>
public sealed class NeuralRegressionTransformer : NeuralTransformer, ILoadableTransformer<NeuralRegressionTransformer>
{
    internal NeuralRegressionTransformer(NeuralModelParameters model)
        : base(model)
    {
    }

    static string ILoadableTransformer<NeuralRegressionTransformer>.LoaderSignature => "NeuralRegression";

    static NeuralRegressionTransformer ILoadableTransformer<NeuralRegressionTransformer>.Load(
        IHostEnvironment environment, ModelReader reader) =>
        new(ModelFiles.Read(reader, TargetKind.Regression));

    internal override void Save(ModelSaveContext context) =>
        ModelFile.Save<NeuralRegressionTransformer>(context, writer => ModelFiles.Write(writer, Model));
}
