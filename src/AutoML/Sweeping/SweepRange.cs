namespace NeuralTrainers;

/// <summary>The numbers that a sweep draws from. Equal bounds fix the number.</summary>
/// <param name="Minimum">The smallest number.</param>
/// <param name="Maximum">The largest number.</param>
public readonly record struct SweepRange(double Minimum, double Maximum)
{
    internal double Cut(double value) => Math.Clamp(value, Minimum, Maximum);

    internal void Validate(string name, double least, double most)
    {
        if (!(Minimum >= least && Minimum <= Maximum && Maximum <= most))
        {
            throw new ArgumentException($"{name} is from {Minimum} to {Maximum}: it must ascend and lie within {least} and {most}.");
        }
    }
}
