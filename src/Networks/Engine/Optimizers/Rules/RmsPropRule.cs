using System.Runtime.CompilerServices;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>A step of RMSProp, neither centered nor with momentum. The state is the running mean of squared gradients.</summary>
internal readonly struct RmsPropRule(in UpdateStep step, RmsProp optimizer) : IUpdateRule
{
    private readonly float _alpha = optimizer.Alpha;
    private readonly float _oneMinusAlpha = (float)(1 - (double)optimizer.Alpha);
    private readonly float _epsilon = optimizer.Epsilon;
    private readonly float _learningRate = step.LearningRate;

    public static int States => 1;

    public bool Rests => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector value, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IFloatVector<TVector>
    {
        first = (first * _alpha) + (gradient * gradient * _oneMinusAlpha);
        return value - (gradient * _learningRate / (TVector.SquareRoot(first) + TVector.Create(_epsilon)));
    }
}
