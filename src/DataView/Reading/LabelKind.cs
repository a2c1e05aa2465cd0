namespace NeuralTrainers.DataView;

/// <summary>How a label column is read.</summary>
internal enum LabelKind
{
    /// <summary>A Single; the number itself.</summary>
    Number,

    /// <summary>A Boolean, or a Single if it can be missing; 0 or 1.</summary>
    Boolean,

    /// <summary>A key; the class index from 0.</summary>
    Key,

    /// <summary>A vector of Single; a number per class.</summary>
    Shares,
}
