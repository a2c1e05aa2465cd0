using System.Runtime.CompilerServices;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>A step of AdaGrad. The state is the sum of squared gradients.</summary>
internal readonly struct AdaGradRule(in UpdateStep step, AdaGrad optimizer) : IUpdateRule
{
    private readonly float _epsilon = optimizer.Epsilon;
    private readonly float _learningRate = step.LearningRate;

    public static int States => 1;

    public bool Rests => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector value, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IFloatVector<TVector>
    {
        first += gradient * gradient;
        return value - (gradient * _learningRate / (TVector.SquareRoot(first) + TVector.Create(_epsilon)));
    }
}
