namespace NeuralTrainers.Samples;

/// <summary>What the model says about a person.</summary>
public sealed class IncomePrediction
{
    public bool PredictedLabel { get; set; }

    public float Probability { get; set; }
}
