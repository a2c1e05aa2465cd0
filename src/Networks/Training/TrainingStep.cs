namespace NeuralTrainers.Networks;

/// <summary>The part of a training step that the loop decides.</summary>
/// <param name="Number">The step's number over the whole run, from 0; random choices are drawn by it.</param>
/// <param name="LearningRate">The learning rate.</param>
public readonly record struct TrainingStep(long Number, float LearningRate);
