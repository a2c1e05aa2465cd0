namespace NeuralTrainers.Networks;

/// <summary>
/// Finds a step that satisfies the strong Wolfe conditions: enough decrease, and a slope that is much flatter than at the start
/// (Nocedal and Wright, "Numerical Optimization", 2006, algorithms 3.5 and 3.6, with cubic interpolation, equation 3.59).
/// </summary>
/// <param name="evaluate">Goes to a step and computes value and slope there.</param>
/// <param name="maximumEvaluations">When to give up.</param>
internal sealed class WolfeLineSearch(Func<double, LinePoint> evaluate, int maximumEvaluations)
{
    private const double Decrease = 1e-4;
    private const double Curvature = 0.9;

    // In single precision a value near the minimum is known no better than this.
    private const double ValueRounding = 1e-7;

    private int _evaluations;
    private LinePoint _start;
    private LinePoint _best;

    /// <summary>Searches.</summary>
    /// <param name="start">The point at step 0, with a negative slope.</param>
    /// <param name="first">The first step to try.</param>
    /// <returns>A point that satisfies the conditions, or else the lowest one found; <paramref name="start"/> if none is lower.</returns>
    public LinePoint Run(LinePoint start, double first)
    {
        _start = start;
        _best = start;
        _evaluations = 0;
        var previous = start;
        var step = first;
        while (_evaluations < maximumEvaluations)
        {
            var point = Evaluate(step);
            if (!double.IsFinite(point.Value) || !double.IsFinite(point.Slope))
            {
                // Too far: nothing is known there to interpolate by.
                step = previous.Step + (0.1 * (step - previous.Step));
                continue;
            }

            if (!IsLower(point) || (previous.Step > 0 && point.Value >= previous.Value))
            {
                return Zoom(previous, point);
            }

            if (IsFlat(point))
            {
                return point;
            }

            if (point.Slope >= 0)
            {
                return Zoom(point, previous);
            }

            var nearest = point.Step + (0.01 * (point.Step - previous.Step));
            step = Math.Clamp(CubicMinimum(previous, point), nearest, 10 * point.Step);
            previous = point;
        }

        return _best;
    }

    private LinePoint Zoom(LinePoint low, LinePoint high)
    {
        while (_evaluations < maximumEvaluations && Math.Abs(high.Step - low.Step) > 1e-9 * Math.Max(low.Step, high.Step))
        {
            var (left, right) = (Math.Min(low.Step, high.Step), Math.Max(low.Step, high.Step));
            var margin = 0.1 * (right - left);
            var point = Evaluate(Math.Clamp(CubicMinimum(low, high), left + margin, right - margin));
            if (!IsLower(point) || !(point.Value < low.Value))
            {
                if (IsFlat(point) && IsLevel(point))
                {
                    return point;
                }

                high = point;
                continue;
            }

            if (IsFlat(point))
            {
                return point;
            }

            if (point.Slope * (high.Step - low.Step) >= 0)
            {
                high = low;
            }

            low = point;
        }

        return _best;
    }

    private LinePoint Evaluate(double step)
    {
        _evaluations++;
        var point = evaluate(step);
        if (point.Value < _best.Value)
        {
            _best = point;
        }

        return point;
    }

    private bool IsLower(LinePoint point) => point.Value <= _start.Value + (Decrease * point.Step * _start.Slope);

    private bool IsFlat(LinePoint point) => Math.Abs(point.Slope) <= -Curvature * _start.Slope;

    // The approximate Wolfe condition of Hager and Zhang, 2005, section 1: where values differ by rounding alone, the slopes decide.
    private bool IsLevel(LinePoint point) =>
        point.Value <= _start.Value + (ValueRounding * Math.Abs(_start.Value)) && point.Slope <= ((2 * Decrease) - 1) * _start.Slope;

    private static double CubicMinimum(LinePoint a, LinePoint b)
    {
        var d1 = a.Slope + b.Slope - (3 * (a.Value - b.Value) / (a.Step - b.Step));
        var square = (d1 * d1) - (a.Slope * b.Slope);
        var d2 = Math.Sign(b.Step - a.Step) * Math.Sqrt(square);
        var minimum = b.Step - ((b.Step - a.Step) * (b.Slope + d2 - d1) / (b.Slope - a.Slope + (2 * d2)));
        return double.IsFinite(minimum) ? minimum : (a.Step + b.Step) / 2;
    }
}
