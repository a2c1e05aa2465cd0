namespace NeuralTrainers;

/// <summary>How a sweep goes about its trials.</summary>
public sealed class NeuralSweepOptions
{
    /// <summary>
    /// How many trials go side by side. At least 1; results do not depend on the number of threads that each then has. Null for one per core, or fewer if
    /// the trainers' <c>NumberOfThreads</c> is above 1, or if half of the free memory does not hold the tables and networks of as many; and one if networks
    /// are trained by anything but the managed CPU engine, or if there are none.
    /// </summary>
    /// <value>The default is null.</value>
    public int? ConcurrentTrials { get; set; }

    /// <summary>Which trials are stopped early; null for none.</summary>
    /// <value>The default is <see cref="SuccessiveHalving"/> with its defaults.</value>
    public SuccessiveHalving? Halving { get; set; } = new();

    /// <summary>
    /// Whether the experiment's result is an ensemble of the best trials, where that is better than the best one; null for no. The best result's <c>Model</c>
    /// is then an <see cref="EnsembleTransformer"/>, behind the featurizers that its members share, and its <c>Metric</c> and <c>Loss</c> are the ensemble's.
    /// </summary>
    /// <value>The default is null.</value>
    public EnsembleSelection? Ensemble { get; set; }

    /// <summary>
    /// A file to which each trial is added as a line of JSON when it ends; the best model so far stands beside it, in a file of the same name with the
    /// ending <c>.best.zip</c>, and with an <see cref="Ensemble"/> the models that it may be chosen from in a folder with the
    /// ending <c>.models</c>. If it exists, the sweep goes on from it: the first trial is its best one, which is loaded, and no finished trial is trained again. It belongs to one pipeline, one search space, one metric and one data set.
    /// </summary>
    /// <value>The default is null: no file.</value>
    public string? LogPath { get; set; }

    /// <summary>Whether a portfolio of good settings, as near as the search space has them, is tried first.</summary>
    /// <value>The default is true.</value>
    public bool StartsWithPortfolio { get; set; } = true;

    /// <summary>The seed of the tuner.</summary>
    /// <value>The default is null: the seed of the <c>MLContext</c> if it has one, else a random one.</value>
    public int? Seed { get; set; }

    /// <summary>Called when a trial has ended, also a failed one: never by two trials at once.</summary>
    /// <value>The default is null.</value>
    public Action<TrialRecord>? TrialCompleted { get; set; }

    internal void Validate()
    {
        Halving?.Validate();
        Ensemble?.Validate();
        if (ConcurrentTrials is < 1)
        {
            throw new ArgumentException($"{nameof(ConcurrentTrials)} is {ConcurrentTrials}: it must be at least 1, or null for as many as there is room for.");
        }
    }
}
