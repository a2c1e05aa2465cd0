namespace NeuralTrainers.Networks;

/// <summary>What a graph is for.</summary>
internal enum GraphPurpose
{
    /// <summary>Training: all heads.</summary>
    Training,

    /// <summary>Training in which each head's gradient by the representation that they share is measured.</summary>
    MeasuredTraining,

    /// <summary>Scoring: auxiliary heads are left out unless others are conditioned on them.</summary>
    Scoring,

    /// <summary>The representation that the heads share, without the heads.</summary>
    Features,
}
