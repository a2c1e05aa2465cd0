using System.Text.Json.Serialization;

namespace NeuralTrainers;

/// <summary>What training minimises: the mean over the rows of a per-row loss, weighted by the row weights.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SquaredLoss), "squared")]
[JsonDerivedType(typeof(AbsoluteLoss), "absolute")]
[JsonDerivedType(typeof(HuberLoss), "huber")]
[JsonDerivedType(typeof(LogCoshLoss), "logCosh")]
[JsonDerivedType(typeof(PinballLoss), "pinball")]
[JsonDerivedType(typeof(GaussianLoss), "gaussian")]
[JsonDerivedType(typeof(PoissonLoss), "poisson")]
[JsonDerivedType(typeof(GammaLoss), "gamma")]
[JsonDerivedType(typeof(TweedieLoss), "tweedie")]
[JsonDerivedType(typeof(BinaryCrossEntropyLoss), "binaryCrossEntropy")]
[JsonDerivedType(typeof(BinaryFocalLoss), "binaryFocal")]
[JsonDerivedType(typeof(BinaryHingeLoss), "binaryHinge")]
[JsonDerivedType(typeof(CategoricalCrossEntropyLoss), "categoricalCrossEntropy")]
[JsonDerivedType(typeof(CategoricalFocalLoss), "categoricalFocal")]
[JsonDerivedType(typeof(CategoricalHingeLoss), "categoricalHinge")]
[JsonDerivedType(typeof(KullbackLeiblerLoss), "kullbackLeibler")]
public abstract record Loss
{
    private protected Loss()
    {
    }

    /// <summary>The kind of label that this loss is defined for.</summary>
    [JsonIgnore]
    public abstract TargetKind Target { get; }

    /// <summary>How a head of this loss scales its label.</summary>
    [JsonIgnore]
    public virtual TargetScaling TargetScaling => Target == TargetKind.Regression ? TargetScaling.Standardize : TargetScaling.None;

    /// <summary>
    /// Whether the scores are, or give by the logistic function, probabilities of classes. False for regression and for the margins of a
    /// hinge loss.
    /// </summary>
    [JsonIgnore]
    public virtual bool GivesProbabilities => Target != TargetKind.Regression;

    /// <summary>Whether a row's loss can fall below 0, as the logarithm of a density can rise above it.</summary>
    internal virtual bool CanBeNegative => false;

    /// <summary>What labels may be, for error messages: "... needs {this}".</summary>
    internal virtual string LabelDomain => Target switch
    {
        TargetKind.Binary => "0 or 1, or a number between them",
        TargetKind.Multiclass => "a class index from 0 to the number of classes less one",
        TargetKind.Distribution => "shares of 0 or above that sum to 1",
        _ => "a finite number",
    };

    /// <summary>The number of outputs that a head of this loss has.</summary>
    /// <param name="classCount">The number of classes; looked at for multiclass and distribution labels only.</param>
    public virtual int OutputsFor(int classCount) => Target is TargetKind.Multiclass or TargetKind.Distribution ? classCount : 1;

    /// <summary>Whether the label of a row, its numbers, is missing.</summary>
    internal static bool IsMissing(ReadOnlySpan<float> label) => float.IsNaN(label[0]);

    /// <summary>The number of label numbers in a row.</summary>
    internal int TargetWidth(int outputs) => Target == TargetKind.Distribution ? outputs : 1;

    /// <summary>Whether the loss is defined for a label, the numbers of one row.</summary>
    internal virtual bool Accepts(ReadOnlySpan<float> label, int outputs) => Target switch
    {
        TargetKind.Binary => label[0] is >= 0 and <= 1,
        TargetKind.Multiclass => label[0] >= 0 && label[0] < outputs && float.IsInteger(label[0]),
        TargetKind.Distribution => IsDistribution(label),
        _ => float.IsFinite(label[0]),
    };

    internal virtual void Validate()
    {
    }

    private static bool IsDistribution(ReadOnlySpan<float> shares)
    {
        // Shares rounded to a few digits are still meant to sum to 1.
        const double Tolerance = 1e-3;
        double sum = 0;
        foreach (var share in shares)
        {
            if (!(share >= 0))
            {
                return false;
            }

            sum += share;
        }

        return Math.Abs(sum - 1) <= Tolerance;
    }
}
