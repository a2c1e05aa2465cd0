using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace NeuralTrainers;

/// <summary>
/// Trains a neural network for multiclass classification: learned vectors for categorical columns, next to numeric features.
/// </summary>
/// <remarks>
/// <para>Input: a label column (key); a feature column (<see cref="System.Single"/> or a vector of it, of known size), categorical columns
/// (keys), or both; and
/// optionally a column of row weights (<see cref="System.Single"/>).</para>
/// <para>Output:</para>
/// <list type="bullet">
/// <item><term><c>PredictedLabel</c> (key)</term><description>The most probable class; MapKeyToValue gives its value.</description></item>
/// <item><term><c>Score</c> (vector of <see cref="System.Single"/>)</term><description>The probabilities of the classes, in the order of
/// the keys; with a <see cref="CategoricalHingeLoss"/> their raw outputs.</description></item>
/// </list>
/// <para>With a <see cref="KullbackLeiblerLoss"/> the labels are soft: the label column is a vector of <see cref="System.Single"/> of known size, the shares of
/// the classes, which sum to 1. The names of its slots, if it has any, are the values of <c>PredictedLabel</c>. To evaluate such a model, name a key column of single
/// classes in the same order.</para>
/// <para>Trainer characteristics:</para>
/// <list type="table">
/// <item><term>Machine learning task</term><description>Multiclass classification</description></item>
/// <item><term>Is normalization required?</term><description>No: the network standardises its features itself.</description></item>
/// <item><term>Is caching required?</term><description>No: the data is read once.</description></item>
/// <item><term>Required package in addition to Microsoft.ML</term><description>NeuralTrainers</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// <para>A row with a feature that is missing or infinite cannot be trained on; when scored, its scores are NaN. Missing and unseen values
/// of categorical columns
/// have a vector of their own.</para>
/// </remarks>
public sealed class NeuralMulticlassTrainer : NeuralTrainer<NeuralMulticlassTransformer>
{
    internal NeuralMulticlassTrainer(IHostEnvironment environment, Options options)
        : base(environment, options)
    {
    }

    private protected override NeuralMulticlassTransformer CreateTransformer(NeuralModelParameters model) => new(model);

    /// <summary>Options of the <see cref="NeuralMulticlassTrainer"/>.</summary>
    public sealed class Options : NeuralClassificationOptions
    {
        /// <summary>Sets every option to its default.</summary>
        public Options()
            : base(new CategoricalCrossEntropyLoss())
        {
        }

        internal override TargetKind Target => TargetKind.Multiclass;

        internal override bool Takes(TargetKind target) => target is TargetKind.Multiclass or TargetKind.Distribution;
    }
}
