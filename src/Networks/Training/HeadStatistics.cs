namespace NeuralTrainers.Networks;

/// <summary>What some training steps amounted to for one head.</summary>
/// <param name="MeanLoss">The mean loss over the rows that have its label, without the head's weight; NaN if there were none.</param>
/// <param name="Weight">The factor on the loss in the next step: the head's fixed weight times what the loss weighting found.</param>
/// <param name="LogVariance">The learned log-variance, if the loss weighting has one.</param>
public readonly record struct HeadStatistics(double MeanLoss, double Weight, double? LogVariance);
