namespace NeuralTrainers.Samples;

/// <summary>A census district of California in 1990.</summary>
public sealed class District
{
    public float MedianIncome { get; set; }

    public float HouseAge { get; set; }

    public float RoomsPerHousehold { get; set; }

    public float BedroomsPerHousehold { get; set; }

    public float Population { get; set; }

    public float PersonsPerHousehold { get; set; }

    public float Latitude { get; set; }

    public float Longitude { get; set; }

    /// <summary>The median value of a house, in $100,000.</summary>
    public float HouseValue { get; set; }

    /// <summary>Reads the lines of an ARFF file.</summary>
    public static List<District> Read(string path) =>
        [.. File.ReadLines(path).Where(line => line.Length > 0 && line[0] is '-' or (>= '0' and <= '9')).Select(line => Parse(line.Split(',')))];

    // longitude, latitude, age, rooms, bedrooms, population, households, income, value
    private static District Parse(string[] fields)
    {
        var numbers = Array.ConvertAll(fields, float.Parse);
        return new()
        {
            Longitude = numbers[0],
            Latitude = numbers[1],
            HouseAge = numbers[2],
            RoomsPerHousehold = numbers[3] / numbers[6],
            BedroomsPerHousehold = numbers[4] / numbers[6],
            Population = numbers[5],
            PersonsPerHousehold = numbers[5] / numbers[6],
            MedianIncome = numbers[7],
            HouseValue = numbers[8] / 100_000,
        };
    }
}
