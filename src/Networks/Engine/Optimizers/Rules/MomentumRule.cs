using System.Runtime.CompilerServices;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>A step of gradient descent with momentum. The state is the velocity.</summary>
internal readonly struct MomentumRule(in UpdateStep step, Sgd optimizer) : IUpdateRule
{
    private readonly float _momentum = optimizer.Momentum;
    private readonly float _velocityRate = step.LearningRate * (optimizer.Nesterov ? optimizer.Momentum : 1);
    private readonly float _gradientRate = optimizer.Nesterov ? step.LearningRate : 0;

    public static int States => 1;

    public bool Rests => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector value, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IFloatVector<TVector>
    {
        first = (first * _momentum) + gradient;
        return value - (first * _velocityRate) - (gradient * _gradientRate);
    }
}
