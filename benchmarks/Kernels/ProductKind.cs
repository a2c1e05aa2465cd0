namespace NeuralTrainers.Benchmarks.Kernels;

/// <summary>The three products of a linear layer with weights [out, in].</summary>
public enum ProductKind
{
    /// <summary>Y = X W' with bias and ReLU, W packed before.</summary>
    Forward,

    /// <summary>The same, packing W included.</summary>
    PackAndForward,

    /// <summary>X' = Y' W.</summary>
    InputGradient,

    /// <summary>W' = Y'^T X.</summary>
    WeightGradient,
}
