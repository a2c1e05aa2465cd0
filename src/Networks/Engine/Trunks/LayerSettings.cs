namespace NeuralTrainers.Networks;

/// <summary>What comes with one linear layer.</summary>
internal readonly record struct LayerSettings(
    Activation Activation, Normalization? Normalization, Dropout Dropout, WeightInitialization? Initialization);
