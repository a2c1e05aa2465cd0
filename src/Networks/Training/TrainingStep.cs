namespace NeuralTrainers.Networks;

/// <summary>The part of a training step that the loop decides.</summary>
/// <param name="Number">The step's number over the whole run, from 0; random choices and bias corrections follow from it.</param>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="WeightScale">The factor that makes the mean row weight of the training rows 1.</param>
/// <param name="Measure">Whether to measure how far the step moves the weights: on the last step of an epoch.</param>
/// <param name="AverageShare">
/// The share that the weights after the step get in their running average: average += share x (weights - average). 0 leaves the average as it
/// is; the first share above 0 is 1. Constants that training changes, such as running statistics, are averaged alike.
/// </param>
/// <param name="Sparsity">
/// The share of each linear layer's matrix, heads not counted, that is zero from this step on: the weights smallest in size before the step,
/// those chosen earlier among them. It never falls.
/// </param>
public readonly record struct TrainingStep(
    long Number, float LearningRate, float WeightScale = 1f, bool Measure = false, float AverageShare = 0, float Sparsity = 0);
