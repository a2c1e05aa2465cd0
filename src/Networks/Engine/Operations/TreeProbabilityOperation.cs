namespace NeuralTrainers.Networks;

/// <summary>
/// From the logits of a binary tree's inner nodes, level by level, to the probabilities of its leaves: a node sends a row right with
/// probability sigmoid(logit).
/// </summary>
internal sealed class TreeProbabilityOperation(Value logits, Value output) : RowOperation(output, 16 * output.Width)
{
    public Value Logits => logits;

    private GradientWrite _write;

    protected override bool BeginBackward()
    {
        _write = logits.BeginGradient();
        return logits.NeedsGradient;
    }

    protected override void ForwardRow(int row)
    {
        var x = logits.Row(row);
        var leaves = Output.Row(row);
        leaves[0] = 1;

        // Each level doubles the nodes: the last level's probabilities are split from the back, so that none is overwritten too early.
        for (var count = 1; count < leaves.Length; count *= 2)
        {
            for (var node = count - 1; node >= 0; node--)
            {
                var right = Sigmoid(x[count - 1 + node]);
                var reached = leaves[node];
                leaves[(2 * node) + 1] = reached * right;
                leaves[2 * node] = reached * (1 - right);
            }
        }
    }

    protected override void BackwardRow(int row)
    {
        var x = logits.Row(row);
        var leaves = Output.Row(row);
        var gradient = Output.GradientRow(row);
        Span<float> dx = stackalloc float[x.Length];
        Span<float> reached = stackalloc float[leaves.Length];
        Span<float> above = stackalloc float[leaves.Length];
        leaves.CopyTo(reached);
        gradient.CopyTo(above);

        // From the leaves up: with r = reached[left] + reached[right] and g the gradients, the node's logit gets
        // r right (1 - right) (g[right] - g[left]), and the node itself right g[right] + (1 - right) g[left].
        for (var count = leaves.Length / 2; count >= 1; count /= 2)
        {
            for (var node = 0; node < count; node++)
            {
                var right = Sigmoid(x[count - 1 + node]);
                var sum = reached[2 * node] + reached[(2 * node) + 1];
                var (left, other) = (above[2 * node], above[(2 * node) + 1]);
                dx[count - 1 + node] = sum * right * (1 - right) * (other - left);
                above[node] = (right * other) + ((1 - right) * left);
                reached[node] = sum;
            }
        }

        _write.Put(logits, row, dx);
    }

    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
