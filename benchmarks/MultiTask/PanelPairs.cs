using System.Globalization;
using NeuralTrainers.Benchmarks.Accuracy;

namespace NeuralTrainers.Benchmarks.MultiTask;

/// <summary>
/// Pairs of consecutive rows of a worker, whatever the years between them, split by worker: test where its number is divisible by 5, validation
/// where it leaves 1 when divided by 10.
/// </summary>
internal sealed class PanelPairs
{
    private const double RareMissing = 0.01;

    private static readonly string[] Numbers =
    [
        "year", "birth_yr", "age", "msp", "nev_mar", "grade", "collgrad", "not_smsa", "c_city", "south", "union", "wks_ue", "ttl_exp", "tenure",
        "hours", "wks_work", "ln_wage",
    ];

    private PanelPairs(Pair[] pairs)
    {
        Train = [.. pairs.Where(pair => pair.Person % 5 != 0 && pair.Person % 10 != 1)];
        Validation = [.. pairs.Where(pair => pair.Person % 10 == 1)];
        Test = [.. pairs.Where(pair => pair.Person % 5 == 0)];
        FillMissing(pairs);
    }

    public Pair[] Train { get; }

    public Pair[] Validation { get; }

    public Pair[] Test { get; }

    /// <summary>Reads <c>panel_nlswork.csv</c>.</summary>
    public static PanelPairs Read(DataFolder folder)
    {
        var lines = folder.Read("panel_nlswork.csv", skip: 0);
        var columns = lines[0].Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        return new PanelPairs([.. lines.Skip(1)
            .GroupBy(line => Text(line, "idcode"), StringComparer.Ordinal)
            .Select(person => person.OrderBy(line => Number(line, "year")).ToArray())
            .SelectMany(rows => rows.Zip(rows.Skip(1), Make))]);

        Pair Make(string[] now, string[] next) => new()
        {
            Person = int.Parse(Text(now, "idcode"), CultureInfo.InvariantCulture),
            Features = [.. Numbers.Select(name => Number(now, name)), Number(next, "year") - Number(now, "year")],
            Industry = Text(now, "ind_code"),
            Occupation = Text(now, "occ_code"),
            Race = Text(now, "race"),
            NextIndustry = Text(now, "ind_code").Length > 0 ? Text(next, "ind_code") : string.Empty,
            NextOccupation = Text(now, "occ_code").Length > 0 ? Text(next, "occ_code") : string.Empty,
            NextLogWage = Number(next, "ln_wage"),
        };

        string Text(string[] line, string column) => line[columns[column]];
        float Number(string[] line, string column) =>
            Text(line, column) is { Length: > 0 } text ? float.Parse(text, CultureInfo.InvariantCulture) : float.NaN;
    }

    // The mean of the training rows, and a flag where more than a few are missing.
    private void FillMissing(Pair[] pairs)
    {
        var slots = pairs[0].Features.Length;
        double[] means = [.. Enumerable.Range(0, slots).Select(slot => Train.Select(pair => pair.Features[slot]).Where(float.IsFinite).Average())];
        int[] flagged = [.. Enumerable.Range(0, slots).Where(slot => Train.Average(pair => float.IsNaN(pair.Features[slot]) ? 1 : 0) > RareMissing)];
        foreach (var pair in pairs)
        {
            pair.Features =
            [
                .. pair.Features.Select((value, slot) => float.IsNaN(value) ? (float)means[slot] : value),
                .. flagged.Select(slot => float.IsNaN(pair.Features[slot]) ? 1f : 0f),
            ];
        }
    }
}
