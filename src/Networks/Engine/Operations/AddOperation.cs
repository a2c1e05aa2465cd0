using System.Numerics.Tensors;

namespace NeuralTrainers.Networks;

/// <summary>y = shortcut + branch, then ReLU if asked. A shorter shortcut is padded with zeros.</summary>
internal sealed unsafe class AddOperation(Value shortcut, Value branch, bool relu, Value output) : RowOperation(output, 3 * output.Width)
{
    public Value Shortcut => shortcut;

    public Value Branch => branch;

    public bool Relu => relu;

    private GradientWrite _shortcut;
    private GradientWrite _branch;

    protected override bool BeginBackward()
    {
        _branch = branch.BeginGradient();
        _shortcut = shortcut.BeginGradient();
        return branch.NeedsGradient || shortcut.NeedsGradient;
    }

    protected override void ForwardRow(int row)
    {
        var sum = branch.Row(row);
        var known = shortcut.Row(row);
        var y = Output.Row(row);
        TensorPrimitives.Add(known, sum[..known.Length], y[..known.Length]);
        sum[known.Length..].CopyTo(y[known.Length..]);
        if (relu)
        {
            TensorPrimitives.Max(y, 0f, y);
        }
    }

    protected override void BackwardRow(int row)
    {
        var gradient = Output.GradientRow(row);
        if (relu)
        {
            float* y = Output.Data + ((nint)row * Output.Width), dy = Output.Gradient + ((nint)row * Output.Width);
            FunctionLoops.Backward(default(ReluFunction), y, y, dy, dy, Output.Width, accumulate: false);
        }

        _branch.Put(branch, row, gradient);
        _shortcut.Put(shortcut, row, gradient[..shortcut.Width]);
    }
}
