namespace NeuralTrainers;

/// <summary>Where a residual block normalizes.</summary>
public enum ResidualOrder
{
    /// <summary>
    /// Normalization, then linear, activation and dropout per hidden layer, linear, dropout, add; after the last block normalization and
    /// activation (Gorishniy et al., 2021, section 3.2).
    /// </summary>
    PreActivation,

    /// <summary>
    /// Linear, normalization, activation and dropout per hidden layer, linear, normalization, dropout, add, activation (He et al., "Deep
    /// Residual Learning", 2016, with dense layers).
    /// </summary>
    PostActivation,
}
