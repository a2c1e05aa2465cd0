namespace NeuralTrainers.Networks;

/// <summary>
/// How much a split lowers the squared error of one label. With weight sums W and label sums S (for classes a sum per class) it is
/// S(left)^2 / W(left) + S(right)^2 / W(right) - S^2 / W, divided by the squared error over all rows.
/// </summary>
internal sealed class SplitCriterion
{
    private readonly float[] _labels;
    private readonly float[] _weights;
    private readonly int[] _order;
    private readonly bool _classes;
    private readonly float _center;
    private readonly double[] _left;
    private readonly double[] _right;
    private readonly double _total;
    private double _leftWeight;
    private double _rightWeight;
    private double _leftSquares;
    private double _rightSquares;
    private double _unsplit;

    /// <summary>Prepares a label.</summary>
    /// <param name="labels">The label by row.</param>
    /// <param name="classes">The number of classes that it is an index of, or 0 if it is a quantity.</param>
    /// <param name="weights">The weights by row.</param>
    /// <param name="order">The rows in the order of the feature.</param>
    public SplitCriterion(float[] labels, int classes, float[] weights, int[] order)
    {
        _labels = labels;
        _weights = weights;
        _order = order;
        _classes = classes > 0;

        // The first label is as good a centre as any: it keeps far-off labels from swallowing their differences.
        _center = Array.Find(labels, label => !float.IsNaN(label));
        _left = new double[Math.Max(classes, 1)];
        _right = new double[_left.Length];
        Begin(0, order.Length);
        double squares = 0;
        for (var row = 0; row < labels.Length; row++)
        {
            squares += Loss.IsMissing(labels.AsSpan(row)) ? 0 : weights[row] * (_classes ? 1 : Centered(row) * Centered(row));
        }

        _total = squares - _unsplit;
    }

    /// <summary>Puts the rows from <paramref name="start"/> to before <paramref name="end"/> of the order on the right side.</summary>
    public void Begin(int start, int end)
    {
        Array.Clear(_left);
        Array.Clear(_right);
        (_leftWeight, _leftSquares, _rightWeight, _rightSquares) = (0, 0, 0, 0);
        for (var i = start; i < end; i++)
        {
            Add(_order[i], 1, _right, ref _rightWeight, ref _rightSquares);
        }

        _unsplit = _rightWeight > 0 ? _rightSquares / _rightWeight : 0;
    }

    /// <summary>Moves a row of the order from the right side to the left.</summary>
    public void MoveLeft(int position)
    {
        Add(_order[position], 1, _left, ref _leftWeight, ref _leftSquares);
        Add(_order[position], -1, _right, ref _rightWeight, ref _rightSquares);
    }

    /// <summary>The gain of the split as it stands.</summary>
    public double Gain() =>
        _leftWeight > 0 && _rightWeight > 0 && _total > 0
            ? ((_leftSquares / _leftWeight) + (_rightSquares / _rightWeight) - _unsplit) / _total
            : 0;

    private void Add(int row, int sign, double[] sums, ref double weightSum, ref double squares)
    {
        if (Loss.IsMissing(_labels.AsSpan(row)))
        {
            return;
        }

        ref var sum = ref sums[_classes ? (int)_labels[row] : 0];
        squares -= sum * sum;
        sum += sign * (double)_weights[row] * (_classes ? 1 : Centered(row));
        squares += sum * sum;
        weightSum += sign * (double)_weights[row];
    }

    private double Centered(int row) => (double)_labels[row] - _center;
}
