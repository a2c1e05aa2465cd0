using System.Runtime.CompilerServices;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>A step of Adam, with or without decoupled weight decay. The states are the two moments.</summary>
internal readonly struct AdamRule : IUpdateRule
{
    private readonly float _beta1;
    private readonly float _oneMinusBeta1;
    private readonly float _beta2;
    private readonly float _oneMinusBeta2;
    private readonly float _epsilon;

    /// <param name="step">The step.</param>
    /// <param name="beta1">The decay of the first moment.</param>
    /// <param name="beta2">The decay of the second moment.</param>
    /// <param name="epsilon">Added to the root of the corrected second moment.</param>
    /// <param name="weightDecay">The decoupled decay, multiplied by the learning rate.</param>
    public AdamRule(in UpdateStep step, double beta1, double beta2, double epsilon, double weightDecay)
    {
        _beta1 = (float)beta1;
        _oneMinusBeta1 = (float)(1 - beta1);
        _beta2 = (float)beta2;
        _oneMinusBeta2 = (float)(1 - beta2);
        _epsilon = (float)epsilon;
        StepSize = (float)(step.LearningRate / (1 - Math.Pow(beta1, step.Number)));
        InverseRootCorrection2 = (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, step.Number)));
        Keep = (float)(1 - (step.LearningRate * weightDecay));
    }

    public static int States => 2;

    /// <summary>The learning rate with the first moment's bias correction.</summary>
    public float StepSize { get; }

    /// <summary>The bias correction of the second moment's root.</summary>
    public float InverseRootCorrection2 { get; }

    /// <summary>What decoupled weight decay leaves of a value.</summary>
    public float Keep { get; }

    public bool Rests => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector value, TVector gradient, ref TVector first, ref TVector second, ref TVector third)
        where TVector : struct, IFloatVector<TVector>
    {
        first = (first * _beta1) + (gradient * _oneMinusBeta1);
        second = (second * _beta2) + (gradient * gradient * _oneMinusBeta2);
        var denominator = (TVector.SquareRoot(second) * InverseRootCorrection2) + TVector.Create(_epsilon);
        return (value * Keep) - (first * StepSize / denominator);
    }
}
