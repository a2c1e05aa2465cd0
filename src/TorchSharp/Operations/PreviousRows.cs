namespace NeuralTrainers.Torch;

/// <summary>The previous values of one head's label in a batch.</summary>
internal static class PreviousRows
{
    /// <summary>A value per row, NaN if it is missing or hidden.</summary>
    public static Tensor Of(PreviousValues previous, TorchPass pass)
    {
        var values = pass.Batch.Previous!.select(1, previous.Position);
        values = values.masked_fill(values.isfinite().logical_not(), float.NaN);
        return pass.Hidden(previous.Purpose, previous.Columns, previous.Rate) is { } hidden
            ? values.masked_fill(hidden.select(1, previous.Column), float.NaN)
            : values;
    }
}
