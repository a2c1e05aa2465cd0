namespace NeuralTrainers.Networks.Tests;

/// <summary>Reads outputs and gradients from a backend through its public face.</summary>
internal sealed class BackendProbe(ITrainingBackend backend)
{
    // A power of two moves the weights far without rounding the rate, so that a step shows small gradients exactly.
    public const float Rate = 1024;

    public static TrainingTable Table(NetworkDescription description, float[] numerics, int[] categories, float[] labels, float[]? rowWeights)
    {
        var shape = TableShape.Of(description, withTargets: true);
        var batch = new Batch(shape, labels.Length / shape.TargetCount);
        while (batch.Count < batch.Capacity)
        {
            batch.AddRow();
        }

        numerics.CopyTo(batch.Numerics);
        categories.CopyTo(batch.Categories);
        labels.CopyTo(batch.Targets);
        rowWeights?.CopyTo(batch.Weights);
        var table = new TrainingTable(batch.Shape);
        table.Append(batch);
        return table;
    }

    public static int[] AllRows(TrainingTable table) => [.. Enumerable.Range(0, table.RowCount)];

    // A step of plain gradient descent moves each weight by the rate times its gradient.
    public (NetworkWeights Gradients, double MeanLoss) Step(NetworkDescription description, NetworkWeights weights, TrainingTable table)
    {
        using var session = OpenPlain(description, weights, table);
        session.Train(table, AllRows(table), new TrainingStep(0, Rate));
        var gradients = session.GetWeights().Select(after => new WeightTensor(
            after.Name, after.Shape, [.. weights[after.Name].Values.Zip(after.Values, (old, updated) => (old - updated) / Rate)]));
        return (new NetworkWeights(gradients), session.TakeStatistics().MeanLoss);
    }

    public float[] Outputs(NetworkDescription description, NetworkWeights weights, TrainingTable table)
    {
        using var session = OpenPlain(description, weights, table);
        var outputs = new float[table.RowCount * description.Heads.Sum(head => head.OutputCount)];
        session.Evaluate(table, AllRows(table), outputs, new float[table.RowCount * table.Shape.TargetCount], new float[table.RowCount]);
        return outputs;
    }

    private ITrainingSession OpenPlain(NetworkDescription description, NetworkWeights weights, TrainingTable table) =>
        backend.Open(
            description,
            weights,
            new TrainingSettings { Optimizer = new Sgd { Momentum = 0 }, BatchSize = table.RowCount, CategoryMaskRate = 0, ThreadCount = 2 });

    public static void AssertClose(float[] expected, float[] actual, float tolerance, string what)
    {
        Assert.HasCount(expected.Length, actual);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], tolerance * (1 + Math.Abs(expected[i])), $"{what} [{i}]");
        }
    }
}
