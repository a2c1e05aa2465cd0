using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace NeuralTrainers;

/// <summary>
/// Trains a dual-block network for regression of a value that often stays as it is: one block says with what probability, the other what it
/// becomes if not.
/// </summary>
/// <remarks>
/// <para>With y the previous value, p the persistence block's probability and c the change block's new value, the prediction is p y + (1 - p) c, or
/// with a <see cref="PersistenceThreshold"/> y where p exceeds the threshold and c elsewhere.</para>
/// <para>Input: a label column (<see cref="System.Single"/>); a column of its previous values (of the same type, missing values allowed); a feature column (<see cref="System.Single"/> or a
/// vector of it, of known size), categorical columns (keys), or both; and optionally a column of row weights (<see cref="System.Single"/>). <c>LagColumns</c>
/// makes the previous values of a panel.</para>
/// <para>Output:</para>
/// <list type="bullet">
/// <item><term><c>Score</c> (<see cref="System.Single"/>)</term><description>The predicted label, in the label's units.</description></item>
/// <item><term><c>PersistenceProbability</c> (<see cref="System.Single"/>)</term><description>p, 0 where the previous value is missing. It is the weight of
/// the previous value; with a <see cref="Options.PersistenceLossWeight"/> it is trained to be the probability of an unchanged label.</description></item>
/// <item><term><c>ChangeScore</c> (<see cref="System.Single"/>)</term><description>c, in the label's units.</description></item>
/// </list>
/// <para>Trainer characteristics:</para>
/// <list type="table">
/// <item><term>Machine learning task</term><description>Regression</description></item>
/// <item><term>Is normalization required?</term><description>No: the network standardises its features itself.</description></item>
/// <item><term>Is caching required?</term><description>No: the data is read once.</description></item>
/// <item><term>Required package in addition to Microsoft.ML</term><description>NeuralTrainers</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// <para>A row with a feature that is missing or infinite cannot be trained on; when scored, its scores are NaN. Missing and unseen values of categorical
/// columns have a vector of their own. Where the previous value is missing, the change block alone speaks. Labels of one value only, data
/// in which everything persists, and data in which nothing does are learned as they are.</para>
/// </remarks>
public sealed class DualBlockRegressionTrainer : NeuralTrainer<DualBlockRegressionTransformer>
{
    internal DualBlockRegressionTrainer(IHostEnvironment environment, Options options)
        : base(environment, options)
    {
    }

    private protected override DualBlockRegressionTransformer CreateTransformer(NeuralModelParameters model) => new(model);

    /// <summary>Options of the <see cref="DualBlockRegressionTrainer"/>.</summary>
    public sealed class Options : NeuralTrainerOptions
    {
        /// <summary>Sets every option to its default.</summary>
        public Options()
            : base(new SquaredLoss())
        {
            Network = DualBlockDefaults.Network;
            WeightDecay = DualBlockDefaults.WeightDecay;
        }

        /// <summary>The name of the column of the label's previous values: Singles, NaN where they are missing.</summary>
        /// <value>The default is <c>Previous</c>.</value>
        public string PreviousColumnName { get; set; } = DualBlockDefaults.PreviousColumnName;

        /// <summary>The two blocks. What <see cref="NeuralNetworkOptions.Network"/> describes stands before both; by default that has no layers.</summary>
        /// <value>The default is that of <see cref="DualBlockArchitecture"/>.</value>
        public DualBlockArchitecture Blocks { get; set; } = new();

        /// <summary>Whether the blocks read the previous value, too: standardised, with a flag for missing ones.</summary>
        /// <value>The default is true.</value>
        public bool PreviousIsFeature { get; set; } = true;

        /// <summary>A trained threshold that decides between the previous and the new value. Null for the soft combination of both.</summary>
        /// <value>The default is null.</value>
        public PersistenceThreshold? Threshold { get; set; }

        /// <summary>The largest absolute difference to the previous value that counts as unchanged, in the label's units. 0 or above.</summary>
        /// <value>The default is 0.</value>
        public float Tolerance { get; set; }

        /// <summary>
        /// The weight of a second loss: the cross-entropy of p and whether the label is unchanged within the <see cref="Tolerance"/>. 0 or above.
        /// </summary>
        /// <value>The default is 0: p is whatever weight of the previous value makes the prediction best.</value>
        public float PersistenceLossWeight { get; set; }

        internal override TargetKind Target => TargetKind.Regression;

        internal override DualBlockDescription DualBlock => new()
        {
            PreviousColumn = PreviousColumnName,
            PreviousIsFeature = PreviousIsFeature,
            Blocks = Blocks,
            Threshold = Threshold,
            Tolerance = Tolerance,
            PersistenceLossWeight = PersistenceLossWeight,
        };
    }
}
