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
        var weights = WeightInitializer.Create(fitted.Description, 3, fitted.Tensors, new Dictionary<string, float[]>(StringComparer.Ordinal));
        Compare(fitted.Description, weights, Gradients(fitted.Description, weights, table), () => Loss(fitted.Description, weights, table));
    }

    /// <summary>
    /// Compares the gradients of a network without noise with the difference quotients of what a noisy one, of the same weights otherwise,
    /// evaluates to. Weights that only the noisy one has must not matter.
    /// </summary>
    /// <param name="noisy">The network, with one squared loss.</param>
    /// <param name="quiet">The same without noise.</param>
    /// <param name="table">Rows to evaluate.</param>
    public static void RunEvaluated(NetworkDescription noisy, NetworkDescription quiet, TrainingTable table)
    {
        var none = new Dictionary<string, float[]>(StringComparer.Ordinal);
        var weights = WeightInitializer.Create(noisy, 3, none, none);
        var gradients = Gradients(quiet, new NetworkWeights(ParameterCatalog.Of(quiet).Select(spec => weights[spec.Name])), table);
        Compare(noisy, weights, gradients, () => EvaluatedLoss(noisy, weights, table));
    }

    private static void Compare(NetworkDescription description, NetworkWeights weights, NetworkWeights gradients, Func<double> loss)
    {
        foreach (var tensor in ParameterCatalog.Of(description).Where(spec => spec.Trains).Select(spec => weights[spec.Name]))
        {
            var values = tensor.Values;
            for (var i = 0; i < values.Length; i++)
            {
                var (actual, number) = (gradients.TryGet(tensor.Name, out var gradient) ? gradient.Values[i] : 0, i);
                double Quotient(float step)
                {
                    var value = values[number];
                    values[number] = value + step;
                    var above = loss();
                    values[number] = value - step;
                    var below = loss();
                    values[number] = value;
                    return (above - below) / (2 * step);
                }

                // Across an edge, such as ReLU's, the quotient shows nothing: a smaller step may stay on one side of it.
                var expected = Quotient(Step);
                expected = IsClose(expected, actual) ? expected : Quotient(Step / 8);
                expected = IsClose(expected, actual) ? expected : Quotient(Step / 32);
                Assert.IsTrue(IsClose(expected, actual), $"{tensor.Name}[{i}]: {expected} {actual}");
            }
        }
    }

    private static bool IsClose(double expected, double actual) => Math.Abs(expected - actual) <= 2e-3 + (0.02 * Math.Abs(expected));

    // Plain gradient descent with rate 1 moves each weight by its gradient.
    private static NetworkWeights Gradients(NetworkDescription description, NetworkWeights weights, TrainingTable table)
    {
        using var session = Open(description, weights, table.RowCount);
        session.Train(table, Rows(table), new TrainingStep(0, 1));
        return new NetworkWeights(session.GetWeights().Select(after => new WeightTensor(
            after.Name, after.Shape, [.. weights[after.Name].Values.Zip(after.Values, (old, updated) => old - updated)])));
    }

    private static double Loss(NetworkDescription description, NetworkWeights weights, TrainingTable table)
    {
        using var session = Open(description, weights, table.RowCount);
        session.Train(table, Rows(table), new TrainingStep(0, 1));
        return session.TakeStatistics().MeanLoss;
    }

    private static double EvaluatedLoss(NetworkDescription description, NetworkWeights weights, TrainingTable table)
    {
        using var session = Open(description, weights, table.RowCount);
        var (outputs, labels, rowWeights) = (new float[table.RowCount], new float[table.RowCount], new float[table.RowCount]);
        session.Evaluate(table, Rows(table), outputs, labels, rowWeights);
        return Enumerable.Range(0, outputs.Length).Average(row => rowWeights[row] * Math.Pow(outputs[row] - (double)labels[row], 2));
    }

    private static int[] Rows(TrainingTable table) => [.. Enumerable.Range(0, table.RowCount)];

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
