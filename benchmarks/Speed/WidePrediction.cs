namespace NeuralTrainers.Benchmarks.Speed;

internal sealed class WidePrediction
{
    public float Score { get; set; }
}
