namespace NeuralTrainers;

/// <summary>The kinds of network that a sweep tries.</summary>
public enum SweptTrunk
{
    /// <summary>A multilayer perceptron: <see cref="MlpTrunk"/>.</summary>
    Mlp,

    /// <summary>A residual network: <see cref="ResidualTrunk"/>, whose blocks are the depth.</summary>
    Residual,

    /// <summary>An ensemble in one network: <see cref="BatchEnsembleTrunk"/>.</summary>
    BatchEnsemble,
}
