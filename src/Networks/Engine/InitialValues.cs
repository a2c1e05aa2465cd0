namespace NeuralTrainers.Networks;

/// <summary>The kinds of values that a tensor can start from.</summary>
internal enum InitialValues
{
    /// <summary>One number.</summary>
    Constant,

    /// <summary>Uniform around the center.</summary>
    Uniform,

    /// <summary>Normal around the center.</summary>
    Normal,

    /// <summary>+1 or -1.</summary>
    Signs,

    /// <summary>Orthonormal rows, or columns where there are fewer of them.</summary>
    Orthogonal,

    /// <summary>The norms of the rows of another tensor.</summary>
    RowNorms,
}
