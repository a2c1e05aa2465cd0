namespace NeuralTrainers.Samples;

/// <summary>From which class to which: keys, from 1.</summary>
internal readonly record struct Move(uint From, uint To);
