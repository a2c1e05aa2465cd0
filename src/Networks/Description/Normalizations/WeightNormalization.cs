namespace NeuralTrainers;

/// <summary>
/// The linear map's weights are w = g v / |v| per unit, with the direction v and the length g learned (Salimans and Kingma, "Weight
/// Normalization", 2016). Costs nothing when scoring. The weights of sparse features are left as they are.
/// </summary>
public sealed record WeightNormalization : Normalization
{
    internal override void Validate()
    {
    }
}
