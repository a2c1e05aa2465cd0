using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace NeuralTrainers;

/// <summary>
/// Trains a dual-block network for multiclass classification of a value that often stays as it is: one block says with what probability, the
/// other what it becomes if not.
/// </summary>
/// <remarks>
/// <para>With y the previous class, p the persistence block's probability and c the change block's logits, P(k) = p [k = y] + (1 - p) softmax(c)_k. The
/// likelihood of this mixture trains both blocks together.</para>
/// <para>Input: a label column (key); a column of its previous values (of the same type, missing values allowed); a feature column (<see cref="System.Single"/> or a
/// vector of it, of known size), categorical columns (keys), or both; and optionally a column of row weights (<see cref="System.Single"/>). <c>LagColumns</c>
/// makes the previous values of a panel.</para>
/// <para>Output:</para>
/// <list type="bullet">
/// <item><term><c>PredictedLabel</c> (key)</term><description>The most probable class; MapKeyToValue gives its value.</description></item>
/// <item><term><c>Score</c> (vector of <see cref="System.Single"/>)</term><description>The probabilities of the classes, in the order of the keys.</description></item>
/// <item><term><c>PersistenceProbability</c> (<see cref="System.Single"/>)</term><description>p, 0 where the previous value is missing. The change block may come back to
/// the previous class, so the probability that the label is unchanged is its Score, which is at least p.</description></item>
/// <item><term><c>ChangeScore</c> (vector of <see cref="System.Single"/>)</term><description>softmax(c), in the order of the keys.</description></item>
/// </list>
/// <para>Trainer characteristics:</para>
/// <list type="table">
/// <item><term>Machine learning task</term><description>Multiclass classification</description></item>
/// <item><term>Is normalization required?</term><description>No: the network standardises its features itself.</description></item>
/// <item><term>Is caching required?</term><description>No: the data is read once.</description></item>
/// <item><term>Required package in addition to Microsoft.ML</term><description>NeuralTrainers</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// <para>A row with a feature that is missing or infinite cannot be trained on; when scored, its scores are NaN. Missing and unseen values of categorical
/// columns have a vector of their own. Where the previous value is missing, or of no class that the label has, the change block alone speaks. Labels of one value only, data
/// in which everything persists, and data in which nothing does are learned as they are.</para>
/// </remarks>
public sealed class DualBlockMulticlassTrainer : NeuralTrainer<DualBlockMulticlassTransformer>
{
    internal DualBlockMulticlassTrainer(IHostEnvironment environment, Options options)
        : base(environment, options)
    {
    }

    private protected override DualBlockMulticlassTransformer CreateTransformer(NeuralModelParameters model) => new(model);

    /// <summary>Options of the <see cref="DualBlockMulticlassTrainer"/>.</summary>
    public sealed class Options : NeuralClassificationOptions
    {
        /// <summary>Sets every option to its default.</summary>
        public Options()
            : base(new CategoricalCrossEntropyLoss())
        {
            Network = DualBlockDefaults.Network;
            WeightDecay = DualBlockDefaults.WeightDecay;
        }

        /// <summary>
        /// The name of the column of the label's previous values: keys that stand for the same values as the label's. Missing keys, and keys
        /// beyond the label's, are missing values. It may, but need not, be one of the categorical columns.
        /// </summary>
        /// <value>The default is <c>Previous</c>.</value>
        public string PreviousColumnName { get; set; } = DualBlockDefaults.PreviousColumnName;

        /// <summary>The two blocks. What <see cref="NeuralNetworkOptions.Network"/> describes stands before both; by default that has no layers.</summary>
        /// <value>The default is that of <see cref="DualBlockArchitecture"/>.</value>
        public DualBlockArchitecture Blocks { get; set; } = new();

        /// <summary>Whether the blocks read the previous class, too, through an embedding.</summary>
        /// <value>The default is true.</value>
        public bool PreviousIsFeature { get; set; } = true;

        internal override TargetKind Target => TargetKind.Multiclass;

        internal override DualBlockDescription DualBlock => new()
        {
            PreviousColumn = PreviousColumnName,
            PreviousIsFeature = PreviousIsFeature,
            Blocks = Blocks,
        };
    }
}
