namespace NeuralTrainers.Samples;

/// <summary>Made-up districts for machines without the real file: houses are dear where incomes are high, and near the coast.</summary>
internal static class CaliforniaData
{
    public const string File = "cal_housing.arff";

    public static void Generate(string folder)
    {
        var random = new Random(1);
        using var writer = new StreamWriter(Path.Combine(folder, File));
        writer.WriteLine("@data");
        for (var row = 0; row < 6_000; row++)
        {
            var longitude = -124 + (10 * random.NextDouble());
            var latitude = 32 + (10 * random.NextDouble());
            var households = 100 + random.Next(900);
            var income = 0.5 + (9 * random.NextDouble());
            var coast = Math.Exp(-Math.Abs(longitude + 120 - ((36 - latitude) / 2)));
            var value = 100_000 * (0.3 + (0.35 * income) + coast + (0.2 * random.NextDouble()));
            writer.WriteLine(
                $"{longitude:f2},{latitude:f2},{random.Next(1, 53)},{households * (3 + random.Next(5))},{households * 2},{households * (2 + random.Next(3))}," +
                $"{households},{income:f4},{value:f0}");
        }
    }
}
