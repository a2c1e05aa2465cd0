using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace NeuralTrainers;

/// <summary>
/// Trains a neural network for regression: learned vectors for categorical columns, next to numeric features.
/// </summary>
/// <remarks>
/// <para>Input: a label column (<see cref="System.Single"/>); a feature column (<see cref="System.Single"/> or a vector of it, of known
/// size), categorical columns (keys), or both; and
/// optionally a column of row weights (<see cref="System.Single"/>).</para>
/// <para>Output:</para>
/// <list type="bullet">
/// <item><term><c>Score</c> (<see cref="System.Single"/>)</term><description>The predicted label, in the label's units; with a
/// <see cref="PinballLoss"/> the most central quantile.</description></item>
/// <item><term><c>Quantile0.1</c> and so on (<see cref="System.Single"/>)</term><description>With a <see cref="PinballLoss"/> only: a
/// column per level; none is above that of a higher level.</description></item>
/// <item><term><c>StandardDeviation</c> (<see cref="System.Single"/>)</term><description>With a <see cref="GaussianLoss"/> only: the
/// predicted deviation of the label from its score.</description></item>
/// </list>
/// <para>Trainer characteristics:</para>
/// <list type="table">
/// <item><term>Machine learning task</term><description>Regression</description></item>
/// <item><term>Is normalization required?</term><description>No: the network standardises its features itself.</description></item>
/// <item><term>Is caching required?</term><description>No: the data is read once.</description></item>
/// <item><term>Required package in addition to Microsoft.ML</term><description>NeuralTrainers</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// <para>A row with a feature that is missing or infinite cannot be trained on; when scored, its scores are NaN. Missing and unseen values
/// of categorical columns
/// have a vector of their own.</para>
/// </remarks>
public sealed class NeuralRegressionTrainer : NeuralTrainer<NeuralRegressionTransformer>
{
    internal NeuralRegressionTrainer(IHostEnvironment environment, Options options)
        : base(environment, options)
    {
    }

    private protected override NeuralRegressionTransformer CreateTransformer(NeuralModelParameters model) => new(model);

    /// <summary>Options of the <see cref="NeuralRegressionTrainer"/>.</summary>
    public sealed class Options : NeuralTrainerOptions
    {
        /// <summary>Sets every option to its default.</summary>
        public Options()
            : base(new SquaredLoss())
        {
        }

        internal override TargetKind Target => TargetKind.Regression;
    }
}
