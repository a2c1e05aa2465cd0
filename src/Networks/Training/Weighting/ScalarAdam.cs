namespace NeuralTrainers.Networks;

/// <summary>Adam (Kingma and Ba, 2015, algorithm 1) for one number.</summary>
internal struct ScalarAdam(double learningRate)
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private double _mean;
    private double _square;
    private double _power1 = 1;
    private double _power2 = 1;

    /// <summary>What to add to the number.</summary>
    public double Step(double gradient)
    {
        _mean = (Beta1 * _mean) + ((1 - Beta1) * gradient);
        _square = (Beta2 * _square) + ((1 - Beta2) * gradient * gradient);
        _power1 *= Beta1;
        _power2 *= Beta2;
        return -learningRate * (_mean / (1 - _power1)) / (Math.Sqrt(_square / (1 - _power2)) + Epsilon);
    }
}
