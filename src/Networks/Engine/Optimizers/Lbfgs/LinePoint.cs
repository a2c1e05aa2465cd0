namespace NeuralTrainers.Networks;

/// <summary>A point on the line that a search runs along.</summary>
/// <param name="Step">The distance in multiples of the direction.</param>
/// <param name="Value">The function's value there.</param>
/// <param name="Slope">Its derivative by the step.</param>
internal readonly record struct LinePoint(double Step, double Value, double Slope);
