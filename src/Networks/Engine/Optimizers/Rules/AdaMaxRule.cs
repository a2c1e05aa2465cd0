using System.Numerics;
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
    public Vector<float> Apply(
        Vector<float> value, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second, ref Vector<float> third)
    {
        first = (first * _beta1) + (gradient * _oneMinusBeta1);
        second = Vector.Max(second * _beta2, Vector.Abs(gradient) + new Vector<float>(_epsilon));
        return value - (first * _stepSize / second);
    }
}
