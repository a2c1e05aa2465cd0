using System.Runtime.CompilerServices;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>A step of AdaMax. The states are the first moment and the largest decayed gradient.</summary>
internal readonly struct AdaMaxRule(in UpdateStep step, AdaMax optimizer) : IUpdateRule
{
    private readonly float _beta1 = optimizer.Beta1;
    private readonly float _oneMinusBeta1 = (float)(1 - (double)optimizer.Beta1);
    private readonly float _beta2 = optimizer.Beta2;
    private readonly float _epsilon = optimizer.Epsilon;
    private readonly float _stepSize = (float)(step.LearningRate / (1 - Math.Pow(optimizer.Beta1, step.Number)));

    public static int States => 2;

    public bool Rests => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector value, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IFloatVector<TVector>
    {
        first = (first * _beta1) + (gradient * _oneMinusBeta1);
        second = TVector.Max(second * _beta2, TVector.Abs(gradient) + TVector.Create(_epsilon));
        return value - (first * _stepSize / second);
    }
}
