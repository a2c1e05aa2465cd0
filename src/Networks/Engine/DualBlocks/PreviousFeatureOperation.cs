namespace NeuralTrainers.Networks;

/// <summary>Writes a head's previous value into the input's row: standardised as the label is, then 1 if it is missing.</summary>
internal sealed unsafe class PreviousFeatureOperation(PreviousValues previous, HeadDescription head, Value input, int offset) : Operation
{
    public PreviousValues Previous => previous;

    public HeadDescription Head => head;

    public Value Input => input;

    /// <summary>The numbers that it writes.</summary>
    public const int Width = 2;

    public override void Bind(Binding binding)
    {
    }

    public override void Forward(in Pass pass)
    {
        var values = previous.In(pass);
        for (var row = 0; row < pass.Rows; row++)
        {
            var value = values.Number(row);
            var destination = input.Data + ((nint)row * input.Width) + offset;
            destination[0] = float.IsNaN(value) ? 0 : (value - head.TargetMean) / head.TargetScale;
            destination[1] = float.IsNaN(value) ? 1 : 0;
        }
    }

    public override void Backward(in Pass pass)
    {
    }
}
