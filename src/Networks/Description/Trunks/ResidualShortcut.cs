namespace NeuralTrainers;

/// <summary>How a residual block's input comes to the width of its output. Of equal width, it is added as it is.</summary>
public enum ResidualShortcut
{
    /// <summary>A linear map and the trunk's normalization (He et al., 2016, option B).</summary>
    Projection,

    /// <summary>Zeros after the last unit (He et al., 2016, option A). For growing widths only.</summary>
    ZeroPadding,
}
