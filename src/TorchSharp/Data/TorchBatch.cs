namespace NeuralTrainers.Torch;

/// <summary>A batch's rows on the device.</summary>
internal sealed record TorchBatch
{
    /// <summary>The number of rows.</summary>
    public required int Count { get; init; }

    /// <summary>The number of rows of the whole step, of which this may be a part.</summary>
    public required int AllRows { get; init; }

    /// <summary>Dense numeric features [rows, features], or null.</summary>
    public Tensor? Numerics { get; init; }

    /// <summary>Category indices [rows, columns], or null.</summary>
    public Tensor? Categories { get; init; }

    /// <summary>Labels [rows, label numbers].</summary>
    public required Tensor Targets { get; init; }

    /// <summary>Row weights.</summary>
    public required Tensor Weights { get; init; }

    /// <summary>Previous values of labels [rows, heads], or null.</summary>
    public Tensor? Previous { get; init; }

    /// <summary>The non-zero numeric features: row, slot and value of each; or null.</summary>
    public (Tensor Rows, Tensor Slots, Tensor Values)? Sparse { get; init; }

    /// <summary>The label and weight of each row's partner, and the share of the row's own label, if rows are mixed.</summary>
    public (Tensor Targets, Tensor Weights, Tensor Shares)? Partners { get; init; }
}
