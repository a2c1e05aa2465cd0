using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Minimises the loss over all training rows, whose gradient is summed up batch by batch.</summary>
internal sealed class FullBatchUpdate
{
    private readonly TrainedValues _trained;
    private readonly ParameterSpan[] _decaying;
    private readonly AlignedBuffer _gradient;
    private readonly LbfgsMinimizer _minimizer;
    private readonly float _weightDecay;
    private readonly Func<double> _evaluate;

    /// <param name="optimizer">The optimizer.</param>
    /// <param name="trained">What it changes.</param>
    /// <param name="weightDecay">The penalty is half of this x squared norm of matrices.</param>
    /// <param name="evaluate">Goes through all rows with the current values, calls <see cref="AddGradient"/> for each batch, and returns the mean loss.</param>
    public FullBatchUpdate(Lbfgs optimizer, TrainedValues trained, float weightDecay, Func<double> evaluate)
    {
        _trained = trained;
        _weightDecay = weightDecay;
        _evaluate = evaluate;
        _decaying = [.. UpdateChunks.Of(trained.Layout.Parameters).Where(span => span.Decay)];
        _gradient = new AlignedBuffer(trained.Layout.TrainedLength);
        _minimizer = new LbfgsMinimizer(optimizer, trained.Values, _gradient, Evaluate);
    }

    /// <summary>What is remembered of earlier steps.</summary>
    public CurvaturePairs Pairs => _minimizer.Pairs;

    public bool HasConverged => _minimizer.HasConverged;

    /// <summary>The gradient's norm after the last step, penalty included.</summary>
    public double GradientNorm => Math.Sqrt(DoubleDot.Of(_gradient.Span, _gradient.Span));

    public void Step() => _minimizer.Step();

    /// <summary>Adds a batch's gradient.</summary>
    /// <param name="share">The batch's share of all rows.</param>
    public void AddGradient(float share) => TensorPrimitives.MultiplyAdd(_trained.Gradients.Span, share, _gradient.Span, _gradient.Span);

    private double Evaluate()
    {
        _gradient.Span.Clear();
        var loss = _evaluate();
        foreach (var (offset, length, _) in _decaying)
        {
            if (_weightDecay > 0)
            {
                var values = _trained.Values.Span.Slice(offset, length);
                var gradient = _gradient.Span.Slice(offset, length);
                TensorPrimitives.MultiplyAdd(values, _weightDecay, gradient, gradient);
                loss += _weightDecay / 2.0 * DoubleDot.Of(values, values);
            }
        }

        return loss;
    }
}
