using NeuralTrainers.Benchmarks.Accuracy;
using NeuralTrainers.Benchmarks.Panels;

namespace NeuralTrainers.Benchmarks.MultiTask;

/// <summary>Pairs of consecutive rows of a worker, whatever the years between them, split by worker.</summary>
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
        var split = Split.Published;
        Train = [.. pairs.Where(pair => split.Trains(pair.Person))];
        Validation = [.. pairs.Where(pair => split.Validates(pair.Person))];
        Test = [.. pairs.Where(pair => split.Tests(pair.Person))];
        FillMissing(pairs);
    }

    public Pair[] Train { get; }

    public Pair[] Validation { get; }

    public Pair[] Test { get; }

    /// <summary>Reads <c>panel_nlswork.csv</c>.</summary>
    public static PanelPairs Read(DataFolder folder)
    {
        return new PanelPairs([.. Record.Read(folder.PathOf("panel_nlswork.csv"))
            .GroupBy(row => row.Text("idcode"), StringComparer.Ordinal)
            .Select(person => person.OrderBy(row => row.Number("year")).ToArray())
            .SelectMany(rows => rows.Zip(rows.Skip(1), Make))]);

        static Pair Make(Record now, Record next) => new()
        {
            Person = (int)now.Number("idcode"),
            Features = [.. Numbers.Select(now.Number), next.Number("year") - now.Number("year")],
            Industry = now.Text("ind_code"),
            Occupation = now.Text("occ_code"),
            Race = now.Text("race"),
            NextIndustry = now.Text("ind_code").Length > 0 ? next.Text("ind_code") : string.Empty,
            NextOccupation = now.Text("occ_code").Length > 0 ? next.Text("occ_code") : string.Empty,
            NextLogWage = next.Number("ln_wage"),
        };
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
