namespace NeuralTrainers;

/// <summary>
/// The loss of a multiclass support-vector machine. With y the true class and d_k = 1 + z_k - z_y for every other class k it is
/// max(0, max_k d_k) in the form of Crammer and Singer ("On the Algorithmic Implementation of Multiclass Kernel-based Vector Machines",
/// 2001), or the sum over k of max(0, d_k) in that of Weston and Watkins ("Support Vector Machines for Multi-Class Pattern Recognition",
/// 1999). The scores are the raw outputs z: the largest one names the class, but they are no probabilities.
/// </summary>
public sealed record CategoricalHingeLoss : Loss
{
    /// <summary>Which form.</summary>
    /// <value>The default is <see cref="MulticlassHinge.CrammerSinger"/>.</value>
    public MulticlassHinge Form { get; init; }

    /// <inheritdoc/>
    public override TargetKind Target => TargetKind.Multiclass;

    /// <inheritdoc/>
    public override bool GivesProbabilities => false;

    internal override void Validate()
    {
        if (!Enum.IsDefined(Form))
        {
            throw new ArgumentOutOfRangeException(nameof(Form), Form, $"{nameof(Form)} is {Form}: it must be one of {string.Join(", ", Enum.GetNames<MulticlassHinge>())}.");
        }
    }
}
