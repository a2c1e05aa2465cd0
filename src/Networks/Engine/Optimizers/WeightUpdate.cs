using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Applies an optimizer to all trained values. Holds its state.</summary>
internal abstract class WeightUpdate
{
    /// <summary>The optimizer's state, each buffer laid out as the trained values are.</summary>
    public abstract IReadOnlyList<AlignedBuffer> States { get; }

    /// <summary>Prepares an optimizer that takes one gradient per step.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="trained">What it changes.</param>
    /// <param name="weightDecay">Of matrices: a term of the gradient, or decoupled.</param>
    /// <param name="l1">The L1 penalty of matrices.</param>
    public static WeightUpdate Of(Optimizer optimizer, TrainedValues trained, float weightDecay, float l1 = 0)
    {
        var coupled = new Penalty(weightDecay, l1);
        var decoupled = new Penalty(0, l1);
        return optimizer switch
        {
            AdamW adam => new RuleUpdate<AdamRule>(
                trained,
                decoupled,
                (step, decays) => new AdamRule(step, adam.Beta1, adam.Beta2, adam.Epsilon, decays ? weightDecay : 0),
                penalty => new AdamStepHistory(penalty, adam.Beta1, adam.Beta2, adam.Epsilon)),
            Adam adam => new RuleUpdate<AdamRule>(
                trained,
                coupled,
                (step, _) => new AdamRule(step, adam.Beta1, adam.Beta2, adam.Epsilon, 0),
                penalty => new AdamStepHistory(penalty, adam.Beta1, adam.Beta2, adam.Epsilon)),
            AdaMax adaMax => new RuleUpdate<AdaMaxRule>(trained, coupled, (step, _) => new AdaMaxRule(step, adaMax)),
            AdaGrad adaGrad => new RuleUpdate<AdaGradRule>(trained, coupled, (step, _) => new AdaGradRule(step, adaGrad)),
            AdaDelta adaDelta => new RuleUpdate<AdaDeltaRule>(trained, coupled, (step, _) => new AdaDeltaRule(step, adaDelta)),
            RmsProp { Momentum: 0, Centered: false } rms => new RuleUpdate<RmsPropRule>(trained, coupled, (step, _) => new RmsPropRule(step, rms)),
            RmsProp rms => new RuleUpdate<RmsPropMomentumRule>(trained, coupled, (step, _) => new RmsPropMomentumRule(step, rms)),
            Sgd { Momentum: 0 } => new RuleUpdate<SgdRule>(trained, coupled, (step, _) => new SgdRule(step)),
            Sgd sgd => new RuleUpdate<MomentumRule>(trained, coupled, (step, _) => new MomentumRule(step, sgd)),
            _ => throw new ArgumentException($"The managed engine does not know the optimizer {optimizer.GetType().Name}."),
        };
    }

    /// <summary>One update by the gradients.</summary>
    public abstract void Run(WorkerTeam team, in UpdateStep step);

    /// <summary>Brings those rows of tables up to date that missed steps, before all values are read.</summary>
    public abstract void BringUpToDate(WorkerTeam team);
}
