using System.Runtime.InteropServices;

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

    /// <summary>A copy of <see cref="State"/>, as a tensor if there is anything in it.</summary>
    public IEnumerable<WeightTensor> GetState()
    {
        double[] state = [.. State.SelectMany(values => values)];
        if (state.Length > 0)
        {
            // Bit for bit: each number lies in the place of two smaller ones.
            yield return SessionState.Tensor("lossFactors", MemoryMarshal.Cast<double, float>(state));
        }
    }

    /// <summary>Puts back what <see cref="GetState"/> gave.</summary>
    public void SetState(NetworkWeights state)
    {
        var values = new double[State.Sum(part => part.Length)];
        if (values.Length > 0)
        {
            SessionState.Restore(state, "lossFactors", MemoryMarshal.Cast<double, float>(values.AsSpan()));
        }

        var start = 0;
        foreach (var part in State)
        {
            values.AsSpan(start, part.Length).CopyTo(part);
            start += part.Length;
        }
    }

    protected Span<double> Factors => _values;
}
