namespace NeuralTrainers;

/// <summary>What the first layer's input scales of a <see cref="BatchEnsembleTrunk"/> start from.</summary>
public enum BatchEnsembleStart
{
    /// <summary>+1 or -1.</summary>
    RandomSigns,

    /// <summary>Standard normal numbers.</summary>
    Normal,
}
