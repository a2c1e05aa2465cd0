namespace NeuralTrainers.Networks;

/// <summary>
/// The factors on the heads' losses over a run. Those of a step follow from the steps before it, so that a backend never waits for them.
/// </summary>
internal abstract class LossFactors
{
    private readonly double[] _values;

    protected LossFactors(int heads)
    {
        _values = new double[heads];
        _values.AsSpan().Fill(1);
    }

    /// <summary>The factors of the next step.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>All numbers that the next factors follow from, to be taken down and put back; none if the factors never change.</summary>
    public virtual IEnumerable<double[]> State => [_values];

    /// <summary>What a head's part of the loss has beside factor times loss.</summary>
    public virtual double Term(int head) => 0;

    /// <summary>The learned log-variance of a head, or null.</summary>
    public virtual double? LogVariance(int head) => null;

    /// <summary>Finds the next factors.</summary>
    /// <param name="losses">The heads' mean losses in the step, without any weight; NaN where no row had a label.</param>
    /// <param name="gradientNorms">The norms of the gradients of the weighted losses by the shared representation, where they are measured.</param>
    public abstract void Update(ReadOnlySpan<double> losses, ReadOnlySpan<double> gradientNorms);

    protected Span<double> Factors => _values;
}
