using System.Runtime.CompilerServices;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>A step of plain gradient descent.</summary>
internal readonly struct SgdRule(in UpdateStep step) : IUpdateRule
{
    private readonly float _learningRate = step.LearningRate;

    public static int States => 0;

    public bool Rests => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector value, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IFloatVector<TVector> =>
        value - (gradient * _learningRate);
}
