namespace NeuralTrainers.Benchmarks.Panels;

/// <summary>A panel as pairs of a person's consecutive rows, split by person.</summary>
internal sealed class Panel
{
    private static readonly string[] WomansCategories =
        ["Race", "Married", "NeverMarried", "Graduate", "NotInCity", "CentralCity", "South", "Union", "Industry", "Occupation"];

    private static readonly string[] MansCategories = ["Union", "Ethnicity", "Married", "Health", "Industry", "Occupation", "Residence"];

    private readonly MLContext _context = new(1);
    private readonly Func<Func<int, bool>, IDataView> _load;
    private readonly string[] _categories;
    private readonly string[] _numbers;

    private Panel(Func<MLContext, Func<int, bool>, IDataView> load, string[] categories, string[] numbers)
    {
        _load = isWanted => load(_context, isWanted);
        _categories = categories;
        _numbers = numbers;
    }

    public static IReadOnlyList<string> Names { get; } = ["nlswork", "males"];

    private static readonly string[] Followed = ["Industry", "Occupation", "LogWage"];

    public static Panel Read(string name, string folder) => name == "nlswork"
        ? Of(Path.Combine(folder, "panel_nlswork.csv"), Woman.Of, WomansCategories, ["Year", "Numbers", "Missing", "LogWage"])
        : Of(Path.Combine(folder, "panel_males.csv"), Man.Of, MansCategories, ["Year", "Numbers", "LogWage"]);

    /// <summary>The names of the categorical columns of earlier rows, by the column that they are earlier values of.</summary>
    public IReadOnlyDictionary<string, string> CategoricalColumns(FeatureSet features) => _categories
        .SelectMany(name => Lags(name, features.Periods).Select(lag => KeyValuePair.Create(lag, name)))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>The pairs in which a column is known in both rows, with what was known in the earlier one as features.</summary>
    /// <param name="target">The column.</param>
    /// <param name="features">From which earlier rows.</param>
    /// <param name="split">Who trains, who validates and who tests, by the last digit of the id.</param>
    public Rows Pairs(string target, FeatureSet features, Split split)
    {
        var periods = features.Periods;
        var train = _load(split.Trains);
        var keys = _context.Transforms.Conversion.MapValueToKey([.. _categories.Select(name => new InputOutputColumnPair(name))]).Fit(train);
        var pairs = new[] { train, _load(split.Validates), _load(split.Tests) }
            .Select(rows => Lag(keys.Transform(rows), target, periods))
            .ToArray();
        string[] numbers = [.. _numbers.SelectMany(name => Lags(name, periods)), .. Enumerable.Range(1, periods).Select(period => $"YearGap{period}")];
        var numeric = _context.Transforms.Concatenate("Given", periods > 1 ? [.. numbers, "HistoryLag1"] : numbers)
            .Append(_context.Transforms.ReplaceMissingValues(
                "Features", "Given", Microsoft.ML.Transforms.MissingValueReplacingEstimator.ReplacementMode.Mean))
            .Fit(pairs[0]);
        var ready = Array.ConvertAll(pairs, data => _context.Data.Cache(numeric.Transform(data)));
        return new Rows(ready[0], ready[1], ready[2]);
    }

    private IDataView Lag(IDataView rows, string target, int periods) => _context.Data.FilterRowsByMissingValues(
        _context.Data.LagColumns(rows, "Person", "Year", [.. _categories, .. _numbers, "History"], periods), "YearGap1", target, $"{target}Lag1");

    private static IEnumerable<string> Lags(string name, int periods) =>
        Enumerable.Range(1, Followed.Contains(name) ? periods : 1).Select(period => $"{name}Lag{period}");

    private static Panel Of<T>(string path, Func<Record, T> create, string[] categories, string[] numbers)
        where T : class, IPerson
    {
        T[] rows = Array.ConvertAll(Record.Read(path), record => create(record));
        History.Fill(rows);
        return new Panel((context, isWanted) => context.Data.LoadFromEnumerable(rows.Where(row => isWanted(row.Person)).ToArray()), categories, numbers);
    }
}
