namespace NeuralTrainers.Networks;

/// <summary>What an optimizer's step depends on besides the gradients.</summary>
/// <param name="Number">The number of the step, counted from 1: bias corrections follow from it.</param>
/// <param name="LearningRate">The learning rate, schedule included.</param>
/// <param name="GradientScale">What gradients are multiplied by first: below 1 when they are clipped.</param>
internal readonly record struct UpdateStep(long Number, float LearningRate, float GradientScale = 1);
