namespace NeuralTrainers.AutoML.Tests;

/// <summary>A row of a table that can be learned: the price follows from size and district; it is dear above a limit.</summary>
internal sealed class House
{
    public float Size { get; set; }

    public string District { get; set; } = string.Empty;

    public float Price { get; set; }

    public bool IsDear { get; set; }

    public string Class { get; set; } = string.Empty;

    public static List<House> Some(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var size = (float)random.NextDouble();
            var district = random.Next(3);
            var price = (2 * size) + district + (0.1f * (float)random.NextDouble());
            return new House { Size = size, District = $"d{district}", Price = price, IsDear = price > 2, Class = price < 1 ? "low" : price < 2.5 ? "middle" : "high" };
        })];
    }
}
