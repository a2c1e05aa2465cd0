using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Applies an optimizer to all trained values at once. Holds its state.</summary>
internal abstract class WeightUpdate
{
    public static WeightUpdate Of(Optimizer optimizer, ParameterLayout layout, float weightDecay) => optimizer switch
    {
        AdamW adam => new AdamWWeightUpdate(adam, layout, weightDecay),
        Sgd sgd => new SgdWeightUpdate(sgd, layout, weightDecay),
        _ => throw new ArgumentException($"The managed engine does not know the optimizer {optimizer.GetType().Name}."),
    };

    /// <summary>One update.</summary>
    /// <param name="team">The threads.</param>
    /// <param name="values">The trained values.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="gradientScale">What to multiply gradients by: below 1 when they are clipped.</param>
    /// <param name="learningRate">The learning rate of the step.</param>
    public abstract void Run(WorkerTeam team, AlignedBuffer values, AlignedBuffer gradients, float gradientScale, float learningRate);

    /// <summary>The trained tensors' places, neighbours with the same decay as one.</summary>
    protected static IEnumerable<ParameterSpan> Spans(ParameterLayout layout)
    {
        ParameterSpan? open = null;
        foreach (var parameter in layout.Parameters.Where(parameter => parameter.Spec.Trains))
        {
            if (open is { } span && span.Decay == parameter.Spec.Decays)
            {
                open = span with { Length = parameter.Offset + parameter.Length - span.Offset };
                continue;
            }

            if (open is { } complete)
            {
                yield return complete;
            }

            open = new ParameterSpan(parameter.Offset, parameter.Length, parameter.Spec.Decays);
        }

        if (open is { } last)
        {
            yield return last;
        }
    }
}
