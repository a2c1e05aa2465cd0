namespace NeuralTrainers.Networks;

/// <summary>What scoring computes of a head.</summary>
internal enum ScoreKind
{
    /// <summary>The head's scores.</summary>
    Score,

    /// <summary>The probability that the previous value persists.</summary>
    Persistence,

    /// <summary>What the change block alone says.</summary>
    Change,

    /// <summary>The representation that the heads share.</summary>
    Representation,
}
