using System.Numerics;
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
    public Vector<float> Apply(
        Vector<float> value, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second, ref Vector<float> third)
    {
        first += gradient * gradient;
        return value - (gradient * _learningRate / (Vector.SquareRoot(first) + new Vector<float>(_epsilon)));
    }
}
