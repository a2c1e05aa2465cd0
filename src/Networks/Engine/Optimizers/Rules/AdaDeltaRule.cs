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
    public TVector Apply<TVector>(TVector value, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IFloatVector<TVector>
    {
        var epsilon = TVector.Create(_epsilon);
        first = (first * _rho) + (gradient * gradient * _oneMinusRho);
        var delta = TVector.SquareRoot((second + epsilon) / (first + epsilon)) * gradient;
        second = (second * _rho) + (delta * delta * _oneMinusRho);
        return value - (delta * _learningRate);
    }
}
