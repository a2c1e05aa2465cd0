using System.Numerics.Tensors;
using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Limited-memory BFGS on a function of many single-precision numbers.</summary>
internal sealed class LbfgsMinimizer
{
    private readonly Lbfgs _settings;
    private readonly AlignedBuffer _values;
    private readonly AlignedBuffer _gradient;
    private readonly Func<double> _evaluate;
    private readonly WolfeLineSearch _search;
    private readonly AlignedBuffer _startValues;
    private readonly AlignedBuffer _startGradient;
    private readonly AlignedBuffer _direction;
    private readonly CurvaturePairs _pairs;

    /// <param name="settings">The options.</param>
    /// <param name="values">The point, changed in place.</param>
    /// <param name="gradient">Where <paramref name="evaluate"/> leaves the gradient.</param>
    /// <param name="evaluate">Computes the function's value and gradient at the point.</param>
    public LbfgsMinimizer(Lbfgs settings, AlignedBuffer values, AlignedBuffer gradient, Func<double> evaluate)
    {
        _settings = settings;
        _values = values;
        _gradient = gradient;
        _evaluate = evaluate;
        _search = new WolfeLineSearch(GoTo, settings.MaximumEvaluations);
        _startValues = new AlignedBuffer(values.Length);
        _startGradient = new AlignedBuffer(values.Length);
        _direction = new AlignedBuffer(values.Length);
        _pairs = new CurvaturePairs(settings.History, values.Length);
    }

    /// <summary>What is remembered of earlier steps.</summary>
    public CurvaturePairs Pairs => _pairs;

    /// <summary>Whether the last step found no gradient to speak of, or no lower point.</summary>
    public bool HasConverged { get; private set; }

    /// <summary>One step: a direction and a search along it.</summary>
    public void Step()
    {
        var start = _evaluate();
        if (TensorPrimitives.MaxMagnitude<float>(_gradient.Span) is var largest && Math.Abs(largest) <= _settings.GradientTolerance)
        {
            HasConverged = true;
            return;
        }

        // Where the estimated curvature leads nowhere, the gradient itself is the last resort.
        HasConverged = !Search(start) && (_pairs.Count == 0 || !SearchAlongGradient());
    }

    private bool SearchAlongGradient()
    {
        _pairs.Clear();
        return Search(_evaluate());
    }

    private bool Search(double value)
    {
        _values.Span.CopyTo(_startValues.Span);
        _gradient.Span.CopyTo(_startGradient.Span);
        TensorPrimitives.Negate<float>(_gradient.Span, _direction.Span);
        _pairs.ApplyInverseHessian(_direction.Span);
        var start = new LinePoint(0, value, DoubleDot.Of(_gradient.Span, _direction.Span));
        if (!(start.Slope < 0))
        {
            return false;
        }

        var first = _pairs.Count > 0 ? 1 : Math.Min(1, 1 / (double)TensorPrimitives.SumOfMagnitudes<float>(_gradient.Span));
        var found = _search.Run(start, first);

        // The search may end elsewhere than at its best point.
        _ = GoTo(found.Step);
        if (found.Step <= 0)
        {
            return false;
        }

        TensorPrimitives.Subtract(_values.Span, _startValues.Span, _startValues.Span);
        TensorPrimitives.Subtract(_gradient.Span, _startGradient.Span, _startGradient.Span);
        _pairs.Add(_startValues.Span, _startGradient.Span);
        return true;
    }

    private LinePoint GoTo(double step)
    {
        TensorPrimitives.MultiplyAdd(_direction.Span, (float)step, _startValues.Span, _values.Span);
        var value = _evaluate();
        return new LinePoint(step, value, DoubleDot.Of(_gradient.Span, _direction.Span));
    }
}
