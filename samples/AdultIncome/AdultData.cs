namespace NeuralTrainers.Samples;

/// <summary>Made-up census lines for machines without the real files: income rises with education, age and some occupations.</summary>
internal static class AdultData
{
    public const string Train = "adult-train.csv";
    public const string Test = "adult-test.csv";

    private static readonly string[] Occupations = ["Sales", "Exec-managerial", "Craft-repair", "Prof-specialty", "Other-service", "?"];
    private static readonly string[] Marriages = ["Never-married", "Married-civ-spouse", "Divorced"];

    public static void Generate(string folder)
    {
        Write(Path.Combine(folder, Train), 6_000, seed: 1, end: string.Empty);
        Write(Path.Combine(folder, Test), 3_000, seed: 2, end: ".");
    }

    private static void Write(string path, int rows, int seed, string end)
    {
        var random = new Random(seed);
        using var writer = new StreamWriter(path);
        for (var row = 0; row < rows; row++)
        {
            var age = random.Next(17, 80);
            var years = random.Next(5, 17);
            var occupation = random.Next(Occupations.Length);
            var marriage = random.Next(Marriages.Length);
            var hours = random.Next(10, 60);
            var logit = (0.4 * (years - 11)) + (occupation is 1 or 3 ? 1.2 : 0) + (marriage == 1 ? 1.5 : -1.5) - (Math.Abs(age - 48) / 15.0) + (hours / 40.0);
            var income = random.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? ">50K" : "<=50K";
            var work = random.Next(10) == 0 ? "?" : "Private";
            var sex = random.Next(2) == 0 ? "Male" : "Female";
            writer.WriteLine(
                $"{age}, {work}, 100000, Level-{years}, {years}, {Marriages[marriage]}, {Occupations[occupation]}, Other, White, {sex}, 0, 0, " +
                $"{hours}, United-States, {income}{end}");
        }
    }
}
