using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace NeuralTrainers;

/// <summary>
/// Trains a neural network that predicts several labels at once, numbers and classes in any mixture: one body that all tasks share, and a
/// head and a loss per task.
/// </summary>
/// <remarks>
/// <para>Input: a label column per task (<see cref="System.Single"/>, <see cref="System.Boolean"/> or key); a feature column
/// (<see cref="System.Single"/> or a vector of it, of known size), categorical columns (keys), or both; and optionally a column of row
/// weights (<see cref="System.Single"/>).</para>
/// <para>Output, for each task that is not auxiliary:</para>
/// <list type="bullet">
/// <item><term><c>Task.Score</c></term><description>As with the trainers of one label: the predicted number
/// (<see cref="System.Single"/>), the logit (<see cref="System.Single"/>), or a probability per class (vector of
/// <see cref="System.Single"/>).</description></item>
/// <item><term><c>Task.PredictedLabel</c></term><description>For classes only: <see cref="System.Boolean"/>, or a key with the values of the
/// label's keys, which MapKeyToValue turns back into names.</description></item>
/// <item><term><c>Task.Probability</c> (<see cref="System.Single"/>)</term><description>For binary tasks only: the probability of
/// true.</description></item>
/// </list>
/// <para>Trainer characteristics:</para>
/// <list type="table">
/// <item><term>Machine learning task</term><description>Regression, binary and multiclass classification at once</description></item>
/// <item><term>Is normalization required?</term><description>No: the network standardises its features itself.</description></item>
/// <item><term>Is caching required?</term><description>No: the data is read once.</description></item>
/// <item><term>Required package in addition to Microsoft.ML</term><description>NeuralTrainers</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// <para>A label may be missing: NaN, or the missing key. The row then trains the tasks that it has labels for. Booleans cannot be missing: where
/// they are, make the label a Single of 0, 1 and NaN.</para>
/// <para>A row with a feature that is missing or infinite cannot be trained on; when scored, its scores are NaN. Missing and unseen values of
/// categorical columns have a vector of their own.</para>
/// </remarks>
public sealed class MultiTaskTrainer : NeuralTrainer<MultiTaskTransformer>
{
    internal MultiTaskTrainer(IHostEnvironment environment, Options options)
        : base(environment, options)
    {
    }

    private protected override MultiTaskTransformer CreateTransformer(NeuralModelParameters model) => new(model);

    /// <summary>Options of the <see cref="MultiTaskTrainer"/>.</summary>
    public sealed class Options : NeuralNetworkOptions
    {
        /// <summary>The labels to learn, at least one that is not auxiliary.</summary>
        /// <value>The default is none.</value>
        public IReadOnlyList<NeuralTask> Tasks { get; set; } = [];

        /// <summary>How the losses of the tasks become one.</summary>
        /// <value>The default is <see cref="LossWeighting.Fixed"/>: the sum, each times its task's <see cref="NeuralTask.Weight"/>.</value>
        public LossWeighting LossWeighting { get; set; } = LossWeighting.Fixed;

        internal override IReadOnlyList<TaskDefinition> Definitions => [.. Tasks.Select(task => task.ToDefinition())];

        internal override LossWeighting Weighting => LossWeighting;

        internal override NeuralNetworkOptions Copy()
        {
            var copy = (Options)base.Copy();
            copy.Tasks = [.. Tasks ?? throw IsNull(nameof(Tasks))];
            return copy;
        }

        private protected override void ValidateTasks()
        {
            if (Tasks.Count == 0)
            {
                throw new ArgumentException($"{nameof(Tasks)} is empty: name at least one label to learn.");
            }

            foreach (var task in Tasks)
            {
                (task ?? throw IsNull(nameof(Tasks))).Validate();
            }

            (LossWeighting ?? throw IsNull(nameof(LossWeighting))).Check([.. Definitions.Select(task => task.Head)]);
        }
    }
}
