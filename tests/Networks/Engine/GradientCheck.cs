namespace NeuralTrainers.Networks.Tests;

/// <summary>Compares every gradient with the difference quotient of the loss.</summary>
internal static class GradientCheck
{
    private const float Step = 2e-3f;

    /// <summary>Fails at the first gradient that differs.</summary>
    /// <param name="description">The network, smooth at its first weights.</param>
    /// <param name="table">Rows to train on.</param>
    public static void Run(NetworkDescription description, TrainingTable table)
    {
        var fitted = FittedInput.Of(description, table);
        description = fitted.Description;
        var weights = WeightInitializer.Create(description, 3, fitted.Tensors, new Dictionary<string, float[]>(StringComparer.Ordinal));
        var rows = Enumerable.Range(0, table.RowCount).ToArray();
        var gradients = Gradients(description, weights, table, rows);
        foreach (var spec in ParameterCatalog.Of(description).Where(spec => spec.Trains))
        {
            var values = weights[spec.Name].Values;
            for (var i = 0; i < values.Length; i++)
            {
                var (actual, number) = (gradients[spec.Name].Values[i], i);
                double Quotient(float step)
                {
                    var value = values[number];
                    values[number] = value + step;
                    var above = Loss(description, weights, table, rows);
                    values[number] = value - step;
                    var below = Loss(description, weights, table, rows);
                    values[number] = value;
                    return (above - below) / (2 * step);
                }

                // Across an edge, such as ReLU's, the quotient shows nothing: a smaller step may stay on one side of it.
                var expected = Quotient(Step);
                expected = IsClose(expected, actual) ? expected : Quotient(Step / 8);
                expected = IsClose(expected, actual) ? expected : Quotient(Step / 32);
                Assert.IsTrue(IsClose(expected, actual), $"{spec.Name}[{i}]: {expected} {actual}");
            }
        }
    }

    private static bool IsClose(double expected, double actual) => Math.Abs(expected - actual) <= 2e-3 + (0.02 * Math.Abs(expected));

    // Plain gradient descent with rate 1 moves each weight by its gradient.
    private static NetworkWeights Gradients(NetworkDescription description, NetworkWeights weights, TrainingTable table, int[] rows)
    {
        using var session = Open(description, weights, rows.Length);
        session.Train(table, rows, new TrainingStep(0, 1));
        return new NetworkWeights(session.GetWeights().Select(after => new WeightTensor(
            after.Name, after.Shape, [.. weights[after.Name].Values.Zip(after.Values, (old, updated) => old - updated)])));
    }

    private static double Loss(NetworkDescription description, NetworkWeights weights, TrainingTable table, int[] rows)
    {
        using var session = Open(description, weights, rows.Length);
        session.Train(table, rows, new TrainingStep(0, 1));
        return session.TakeStatistics().MeanLoss;
    }

    private static ITrainingSession Open(NetworkDescription description, NetworkWeights weights, int rows) =>
        new ManagedBackend().Open(
            description,
            weights,
            new TrainingSettings
            {
                Optimizer = new Sgd { Momentum = 0 },
                LearningRate = 1,
                BatchSize = rows,
                ThreadCount = 1,
                CategoryMaskRate = 0,
            });
}
