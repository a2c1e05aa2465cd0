namespace NeuralTrainers.Samples;

/// <summary>Made-up trips for machines without the real files: a metered fare, with flat airport fares and some noise.</summary>
internal static class TaxiData
{
    public const string Train = "taxi-fare-train.csv";
    public const string Test = "taxi-fare-test.csv";

    public static void Generate(string folder)
    {
        Write(Path.Combine(folder, Train), 20_000, seed: 1);
        Write(Path.Combine(folder, Test), 5_000, seed: 2);
    }

    private static void Write(string path, int rows, int seed)
    {
        var random = new Random(seed);
        using var writer = new StreamWriter(path);
        writer.WriteLine("vendor_id,rate_code,passenger_count,trip_time_in_secs,trip_distance,payment_type,fare_amount");
        for (var row = 0; row < rows; row++)
        {
            var airport = random.NextDouble() < 0.03;
            var miles = Math.Round(airport ? 15 + (4 * random.NextDouble()) : 0.4 - (2.2 * Math.Log(1 - random.NextDouble())), 1);
            var seconds = (int)(90 + (miles * (150 + (120 * random.NextDouble()))));
            var fare = airport ? 52 : Math.Round((2.5 + (2 * miles) + (seconds / 240.0)) * 2) / 2;
            var vendor = random.Next(2) == 0 ? "CMT" : "VTS";
            var payment = random.Next(3) == 0 ? "CSH" : "CRD";
            writer.WriteLine($"{vendor},{(airport ? 2 : 1)},{1 + random.Next(5)},{seconds},{miles},{payment},{fare}");
        }
    }
}
