using NeuralTrainers.Networks;

namespace NeuralTrainers.Benchmarks.Speed;

/// <summary>A network on 64 numbers, and how many rows a step has.</summary>
/// <param name="Network">mlp or residual.</param>
/// <param name="Width">The width of its layers.</param>
/// <param name="Batch">The rows of a step.</param>
internal sealed record DeviceCase(string Network, int Width, int Batch)
{
    private const int Numerics = 64;
    private const int Layers = 3;

    public NetworkDescription Description { get; } = Subjects.Describe(
        new InputDescription { NumericCount = Numerics },
        Network switch
        {
            "mlp" => new MlpTrunk { Widths = [.. Enumerable.Repeat(Width, Layers)], Dropout = 0.1f },
            "residual" => new ResidualTrunk { Widths = [.. Enumerable.Repeat(Width, Layers)], HiddenFactor = 1, Dropout = 0.1f },
            _ => throw new ArgumentException($"There is no network '{Network}': mlp or residual."),
        });

    /// <summary>The floating-point operations of the products of a step.</summary>
    public double Flops => Batch * TrainingCases.Flops(Numerics * Width, (InnerProducts * Width * Width) + Width);

    /// <summary>About what a step takes of memory: what the way back needs of each layer, with its gradient.</summary>
    public double Bytes => (double)Batch * sizeof(float) * ((2 * Numerics) + (ValuesOfALayer * Layers * Width));

    // A residual block has two products, and a projection of the input before the first.
    private int InnerProducts => Network == "mlp" ? Layers - 1 : 2 * Layers;

    // A product, what follows it, and dropout's factors; a block has two products and a normalization.
    private int ValuesOfALayer => Network == "mlp" ? 4 : 9;

    /// <summary>Random rows, and a label that follows from a few numbers of each.</summary>
    public TrainingTable Table(int rows)
    {
        var random = new RandomStream(1, 1);
        var batch = new Batch(TableShape.Of(Description, withTargets: true), 4096);
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
