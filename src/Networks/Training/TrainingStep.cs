namespace NeuralTrainers.Networks;

/// <summary>The part of a training step that the loop decides.</summary>
/// <param name="Number">The step's number over the whole run, from 0; random choices are drawn by it.</param>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="WeightScale">The factor that makes the mean row weight of the training rows 1.</param>
/// <param name="Measure">Whether to measure how far the step moves the weights.</param>
public readonly record struct TrainingStep(long Number, float LearningRate, float WeightScale = 1f, bool Measure = false);
