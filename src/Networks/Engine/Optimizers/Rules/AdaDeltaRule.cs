using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>A step of AdaDelta. The states are the running means of squared gradients and of squared steps.</summary>
internal readonly struct AdaDeltaRule(in UpdateStep step, AdaDelta optimizer) : IUpdateRule
{
    private readonly float _rho = optimizer.Rho;
    private readonly float _oneMinusRho = (float)(1 - (double)optimizer.Rho);
    private readonly float _epsilon = optimizer.Epsilon;
    private readonly float _learningRate = step.LearningRate;

    public static int States => 2;

    public bool Rests => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Apply(
        Vector<float> value, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second, ref Vector<float> third)
    {
        var epsilon = new Vector<float>(_epsilon);
        first = (first * _rho) + (gradient * gradient * _oneMinusRho);
        var delta = Vector.SquareRoot((second + epsilon) / (first + epsilon)) * gradient;
        second = (second * _rho) + (delta * delta * _oneMinusRho);
        return value - (delta * _learningRate);
    }
}
