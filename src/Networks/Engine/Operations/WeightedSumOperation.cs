using System.Numerics.Tensors;

namespace NeuralTrainers.Networks;

/// <summary>The sum of several values, each row of each with a weight.</summary>
/// <param name="weights">A column per value.</param>
/// <param name="values">Values of equal width.</param>
/// <param name="output">The sum.</param>
internal sealed class WeightedSumOperation(Value weights, IReadOnlyList<Value> values, Value output)
    : RowOperation(output, (values.Count + 1) * output.Width)
{
    public Value Weights => weights;

    public IReadOnlyList<Value> Values => _values;

    private readonly Value[] _values = [.. values];
    private readonly GradientWrite[] _writes = new GradientWrite[values.Count];

    protected override bool BeginBackward()
    {
        for (var i = 0; i < _values.Length; i++)
        {
            _writes[i] = _values[i].BeginGradient();
        }

        // The weights have no other reader, and always need a gradient.
        weights.GradientStarted = true;
        return true;
    }

    protected override void ForwardRow(int row)
    {
        var weight = weights.Row(row);
        var sum = Output.Row(row);
        TensorPrimitives.Multiply(_values[0].Row(row), weight[0], sum);
        for (var i = 1; i < _values.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(_values[i].Row(row), weight[i], sum, sum);
        }
    }

    protected override void BackwardRow(int row)
    {
        var weight = weights.Row(row);
        var weightGradient = weights.GradientRow(row);
        var gradient = Output.GradientRow(row);
        for (var i = 0; i < _values.Length; i++)
        {
            weightGradient[i] = TensorPrimitives.Dot<float>(gradient, _values[i].Row(row));
            _writes[i].Put(_values[i], row, gradient, weight[i]);
        }
    }
}
