using System.Runtime.CompilerServices;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>
/// A step of RMSProp with momentum or centered. The states are the running means of squared gradients and of gradients, and the velocity.
/// </summary>
internal readonly struct RmsPropMomentumRule(in UpdateStep step, RmsProp optimizer) : IUpdateRule
{
    private readonly float _alpha = optimizer.Alpha;
    private readonly float _oneMinusAlpha = (float)(1 - (double)optimizer.Alpha);
    private readonly float _epsilon = optimizer.Epsilon;
    private readonly float _momentum = optimizer.Momentum;
    private readonly float _centered = optimizer.Centered ? 1 : 0;
    private readonly float _learningRate = step.LearningRate;

    public static int States => 3;

    public bool Rests => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector value, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IFloatVector<TVector>
    {
        first = (first * _alpha) + (gradient * gradient * _oneMinusAlpha);
        second = (second * _alpha) + (gradient * _oneMinusAlpha);

        // Rounding can make the variance of a steady gradient negative.
        var variance = TVector.Max(first - (second * second * _centered), TVector.Create(0));
        third = (third * _momentum) + (gradient / (TVector.SquareRoot(variance) + TVector.Create(_epsilon)));
        return value - (third * _learningRate);
    }
}
