namespace NeuralTrainers;

/// <summary>What a gating network reads.</summary>
public enum GateInput
{
    /// <summary>What the experts read.</summary>
    Input,

    /// <summary>What the experts say, side by side: the gate is a meta-learner (Wolpert, "Stacked Generalization", 1992).</summary>
    Experts,
}
