namespace NeuralTrainers.Networks;

/// <summary>The first of the rows that a value has per row of the batch.</summary>
internal sealed class FirstCopyOperation(Value input, Value output) : RowOperation(output, input.Copies * input.Width)
{
    public Value Input => input;

    private GradientWrite _write;

    protected override bool BeginBackward()
    {
        _write = input.BeginGradient();
        return input.NeedsGradient;
    }

    protected override void ForwardRow(int row) => input.Row(row * input.Copies).CopyTo(Output.Row(row));

    protected override void BackwardRow(int row)
    {
        var first = row * input.Copies;
        _write.Put(input, first, Output.GradientRow(row));
        for (var copy = first + 1; !_write.Adds && copy < first + input.Copies; copy++)
        {
            input.GradientRow(copy).Clear();
        }
    }
}
