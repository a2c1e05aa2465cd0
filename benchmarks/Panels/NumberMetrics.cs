namespace NeuralTrainers.Benchmarks.Panels;

/// <summary>How good predictions of the next number are.</summary>
/// <param name="RootMeanSquaredError">The root of the mean squared error.</param>
internal sealed record NumberMetrics(double RootMeanSquaredError) : IMetrics
{
    public IReadOnlyList<(string Name, double Value)> Values => [("RMSE", RootMeanSquaredError)];

    public static NumberMetrics Of(float[] labels, IEnumerable<float> predictions) =>
        new(Math.Sqrt(labels.Zip(predictions, (label, prediction) => Math.Pow(label - (double)prediction, 2)).Average()));
}
