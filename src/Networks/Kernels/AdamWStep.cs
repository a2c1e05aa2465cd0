namespace NeuralTrainers.Networks.Kernels;

/// <summary>The numbers of one AdamW step (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019, algorithm 2).</summary>
internal readonly struct AdamWStep
{
    /// <param name="step">The number of this step, counted from 1: it sets the bias corrections.</param>
    /// <param name="learningRate">The learning rate, schedule included.</param>
    /// <param name="beta1">The decay of the first moment.</param>
    /// <param name="beta2">The decay of the second moment.</param>
    /// <param name="epsilon">Added to the root of the corrected second moment.</param>
    /// <param name="weightDecay">The decoupled decay, multiplied by the learning rate.</param>
    /// <param name="gradientScale">What gradients are multiplied by first: the clipping factor.</param>
    public AdamWStep(
        long step, double learningRate, double beta1, double beta2, double epsilon, double weightDecay, double gradientScale = 1)
    {
        Beta1 = (float)beta1;
        OneMinusBeta1 = (float)(1 - beta1);
        Beta2 = (float)beta2;
        OneMinusBeta2 = (float)(1 - beta2);
        Epsilon = (float)epsilon;
        StepSize = (float)(learningRate / (1 - Math.Pow(beta1, step)));
        InverseRootCorrection2 = (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, step)));
        Keep = (float)(1 - (learningRate * weightDecay));
        GradientScale = (float)gradientScale;
    }

    public float Beta1 { get; }

    public float OneMinusBeta1 { get; }

    public float Beta2 { get; }

    public float OneMinusBeta2 { get; }

    public float Epsilon { get; }

    public float StepSize { get; }

    public float InverseRootCorrection2 { get; }

    public float Keep { get; }

    public float GradientScale { get; }
}
