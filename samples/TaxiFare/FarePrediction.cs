namespace NeuralTrainers.Samples;

/// <summary>What the model says about a trip.</summary>
public sealed class FarePrediction
{
    public float Score { get; set; }
}
