using System.Globalization;

namespace NeuralTrainers;

/// <summary>The names of the columns that a model adds; the first three are ML.NET's own.</summary>
/// <param name="Prefix">What they begin with: nothing, or a task's name and a dot.</param>
internal readonly record struct OutputColumnNames(string Prefix)
{
    public static OutputColumnNames Plain { get; } = new(string.Empty);

    public string Score => Prefix + nameof(Score);

    public string Probability => Prefix + nameof(Probability);

    public string PredictedLabel => Prefix + nameof(PredictedLabel);

    /// <summary>What a <see cref="PinballLoss"/> adds for each level.</summary>
    public string Quantile(float level) => $"{Prefix}{nameof(Quantile)}{level.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>What a <see cref="GaussianLoss"/> adds.</summary>
    public string StandardDeviation => Prefix + nameof(StandardDeviation);

    /// <summary>What a dual block adds: the persistence block's probability.</summary>
    public string PersistenceProbability => Prefix + nameof(PersistenceProbability);

    /// <summary>What a dual block adds: what the change block alone says.</summary>
    public string ChangeScore => Prefix + nameof(ChangeScore);

    /// <summary>The columns of one task of several.</summary>
    public static OutputColumnNames Of(string task) => new(task + ".");
}
