namespace NeuralTrainers;

/// <summary>What takes the place of a missing number.</summary>
public enum Imputation
{
    /// <summary>The median of the slot's training rows.</summary>
    Median,

    /// <summary>The mean of the slot's training rows.</summary>
    Mean,

    /// <summary>A given number.</summary>
    Constant,
}
