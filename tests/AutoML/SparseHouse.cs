using Microsoft.ML.Data;

namespace NeuralTrainers.AutoML.Tests;

/// <summary>A row whose features are one of many slots, as hashing makes them.</summary>
internal sealed class SparseHouse
{
    private const int Slots = 2000;

    [VectorType(Slots)]
    public VBuffer<float> Features { get; set; }

    public float Price { get; set; }

    public static List<SparseHouse> Some(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var district = random.Next(4);
            return new SparseHouse { Features = new VBuffer<float>(Slots, 1, [1], [district * 400]), Price = district };
        })];
    }
}
