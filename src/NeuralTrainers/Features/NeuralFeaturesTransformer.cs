using System.Text;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using NeuralTrainers;
using NeuralTrainers.DataView;

[assembly: LoadableTransformer<NeuralFeaturesTransformer>]

namespace NeuralTrainers;

/// <summary>Adds the last hidden layer of a network.</summary>
internal sealed class NeuralFeaturesTransformer(string output, NeuralModelParameters model) : RowTransformer, ILoadableTransformer<NeuralFeaturesTransformer>
{
    private const string OutputName = "output.txt";

    static string ILoadableTransformer<NeuralFeaturesTransformer>.LoaderSignature => "NeuralFeatures";

    static NeuralFeaturesTransformer ILoadableTransformer<NeuralFeaturesTransformer>.Load(IHostEnvironment environment, ModelReader reader)
    {
        var model = ModelFiles.Read(reader);
        var output = string.Empty;
        reader.Read(OutputName, stream =>
        {
            using var text = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
            output = text.ReadToEnd();
        });
        return new NeuralFeaturesTransformer(output, model);
    }

    internal override RowMap CreateMap(DataViewSchema inputSchema)
    {
        var count = model.FeatureCount;
        return new ScoringMap(inputSchema, model.FeatureModel, [ScoreColumn.Vector(output, FeatureEstimator.Slots("Hidden", count), head: 0, count)]);
    }

    internal override void Save(ModelSaveContext context) => ModelFile.Save<NeuralFeaturesTransformer>(context, writer =>
    {
        ModelFiles.Write(writer, model);
        writer.Write(OutputName, stream => stream.Write(Encoding.UTF8.GetBytes(output)));
    });
}
