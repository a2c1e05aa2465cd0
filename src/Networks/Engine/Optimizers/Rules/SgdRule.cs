using System.Numerics;
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
    public Vector<float> Apply(
        Vector<float> value, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second, ref Vector<float> third) =>
        value - (gradient * _learningRate);
}
