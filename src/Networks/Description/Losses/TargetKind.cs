namespace NeuralTrainers;

/// <summary>What a head predicts.</summary>
public enum TargetKind
{
    /// <summary>A real number.</summary>
    Regression,

    /// <summary>One of two classes, as 0 or 1.</summary>
    Binary,

    /// <summary>One of several classes, as an index from 0.</summary>
    Multiclass,

    /// <summary>Shares of several classes that sum to 1, one label number per class.</summary>
    Distribution,
}
