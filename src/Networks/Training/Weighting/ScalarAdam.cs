namespace NeuralTrainers.Networks;

/// <summary>Adam (Kingma and Ba, 2015, algorithm 1) for one number.</summary>
internal sealed class ScalarAdam(double learningRate)
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    /// <summary>The two moments, and the powers of their decays.</summary>
    public double[] State { get; } = [0, 0, 1, 1];

    /// <summary>What to add to the number.</summary>
    public double Step(double gradient)
    {
        State[0] = (Beta1 * State[0]) + ((1 - Beta1) * gradient);
        State[1] = (Beta2 * State[1]) + ((1 - Beta2) * gradient * gradient);
        State[2] *= Beta1;
        State[3] *= Beta2;
        return -learningRate * (State[0] / (1 - State[2])) / (Math.Sqrt(State[1] / (1 - State[3])) + Epsilon);
    }
}
