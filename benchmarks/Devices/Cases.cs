using NeuralTrainers.Networks;

namespace NeuralTrainers.Benchmarks.Devices;

/// <summary>Networks on 64 numbers, and rows for them.</summary>
internal static class Cases
{
    private const int Numerics = 64;
    private const int Layers = 3;

    public static NetworkDescription Describe(string network, int width) => new()
    {
        Input = new InputDescription { NumericCount = Numerics },
        Trunk = network switch
        {
            "mlp" => new MlpTrunk { Widths = [.. Enumerable.Repeat(width, Layers)], Dropout = 0.1f },
            "residual" => new ResidualTrunk { Widths = [.. Enumerable.Repeat(width, Layers)], HiddenFactor = 1, Dropout = 0.1f },
            _ => throw new ArgumentException($"There is no network '{network}': mlp or residual."),
        },
        Heads = [new HeadDescription { Name = "Score", OutputCount = 1, Loss = new SquaredLoss() }],
    };

    /// <summary>The floating-point operations of the products of a row in a training step: two each forward, and twice that backward.</summary>
    public static double Flops(string network, int width)
    {
        // A residual block has two products, and a projection of the input before the first.
        var inner = network == "mlp" ? Layers - 1 : 2 * Layers;
        return 6.0 * (((double)Numerics * width) + (inner * (double)width * width));
    }

    public static TrainingTable Table(int rows)
    {
        var random = new RandomStream(1, 1);
        var batch = new Batch(new TableShape(Numerics, false, 0, 1), 4096);
        var table = new TrainingTable(batch.Shape);
        for (var start = 0; start < rows; start += batch.Count)
        {
            batch.Clear();
            batch.AddRows(Math.Min(batch.Capacity, rows - start));
            random.FillUniform(batch.Numerics, (ulong)start * Numerics);
            for (var row = 0; row < batch.Count; row++)
            {
                var x = batch.NumericRow(row);
                batch.TargetRow(row)[0] = x[0] - (2 * x[1] * x[2]);
            }

            table.Append(batch);
        }

        return table;
    }
}
