namespace NeuralTrainers.Samples;

/// <summary>One line of the census file.</summary>
public sealed class Person
{
    public float Age { get; set; }

    public string WorkClass { get; set; } = string.Empty;

    public string Education { get; set; } = string.Empty;

    public float EducationYears { get; set; }

    public string MaritalStatus { get; set; } = string.Empty;

    public string Occupation { get; set; } = string.Empty;

    public string Relationship { get; set; } = string.Empty;

    public string Race { get; set; } = string.Empty;

    public string Sex { get; set; } = string.Empty;

    /// <summary>log(1 + dollars).</summary>
    public float CapitalGain { get; set; }

    /// <summary>log(1 + dollars).</summary>
    public float CapitalLoss { get; set; }

    public float HoursPerWeek { get; set; }

    public string NativeCountry { get; set; } = string.Empty;

    public bool Above50K { get; set; }

    /// <summary>Reads the lines of a file. A question mark is a missing value: empty text, which MapValueToKey maps to the missing key.</summary>
    public static List<Person> Read(string path) =>
        [.. File.ReadLines(path).Where(line => line.Length > 1).Select(line => Parse(line.Split(',', StringSplitOptions.TrimEntries)))];

    private static Person Parse(string[] fields) => new()
    {
        Age = float.Parse(fields[0]),
        WorkClass = Category(fields[1]),
        Education = Category(fields[3]),
        EducationYears = float.Parse(fields[4]),
        MaritalStatus = Category(fields[5]),
        Occupation = Category(fields[6]),
        Relationship = Category(fields[7]),
        Race = Category(fields[8]),
        Sex = Category(fields[9]),

        // Zero for most and huge for some: the logarithm is easier to learn from.
        CapitalGain = MathF.Log(1 + float.Parse(fields[10])),
        CapitalLoss = MathF.Log(1 + float.Parse(fields[11])),
        HoursPerWeek = float.Parse(fields[12]),
        NativeCountry = Category(fields[13]),

        // Labels of the test file end in a dot.
        Above50K = fields[14].StartsWith(">50K", StringComparison.Ordinal),
    };

    private static string Category(string field) => field == "?" ? string.Empty : field;
}
