namespace NeuralTrainers.Networks;

/// <summary>The inputs' rows side by side.</summary>
internal sealed class ConcatOperation(IReadOnlyList<Value> inputs, Value output) : RowOperation(output, 2 * output.Width)
{
    public IReadOnlyList<Value> Inputs => _inputs;

    private readonly Value[] _inputs = [.. inputs];
    private readonly GradientWrite[] _writes = new GradientWrite[inputs.Count];

    protected override bool BeginBackward()
    {
        var needed = false;
        for (var i = 0; i < _inputs.Length; i++)
        {
            _writes[i] = _inputs[i].BeginGradient();
            needed |= _writes[i].Needed;
        }

        return needed;
    }

    protected override void ForwardRow(int row)
    {
        var target = Output.Row(row);
        foreach (var input in _inputs)
        {
            input.Row(row).CopyTo(target);
            target = target[input.Width..];
        }
    }

    protected override void BackwardRow(int row)
    {
        var gradient = Output.GradientRow(row);
        for (var i = 0; i < _inputs.Length; i++)
        {
            _writes[i].Put(_inputs[i], row, gradient[.._inputs[i].Width]);
            gradient = gradient[_inputs[i].Width..];
        }
    }
}
