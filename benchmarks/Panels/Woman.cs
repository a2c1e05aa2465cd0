namespace NeuralTrainers.Benchmarks.Panels;

/// <summary>A row of panel_nlswork.csv. Empty texts and NaN are missing.</summary>
internal sealed class Woman : IPerson
{
    private static readonly string[] NumberColumns = ["birth_yr", "age", "grade", "wks_ue", "ttl_exp", "tenure", "hours", "wks_work"];
    private static readonly string[] OftenMissing = ["wks_ue", "tenure", "hours", "wks_work"];

    public int Person { get; set; }

    public float Year { get; set; }

    /// <summary>Birth year, age, grade, weeks unemployed, experience, tenure, hours, weeks worked.</summary>
    [VectorType(8)]
    public float[] Numbers { get; set; } = [];

    /// <summary>Whether weeks unemployed, tenure, hours and weeks worked are missing.</summary>
    [VectorType(4)]
    public float[] Missing { get; set; } = [];

    public float LogWage { get; set; }

    [VectorType(Panels.History.Count)]
    public float[] History { get; set; } = [];

    public string Race { get; set; } = string.Empty;

    public string Married { get; set; } = string.Empty;

    public string NeverMarried { get; set; } = string.Empty;

    public string Graduate { get; set; } = string.Empty;

    public string NotInCity { get; set; } = string.Empty;

    public string CentralCity { get; set; } = string.Empty;

    public string South { get; set; } = string.Empty;

    public string Union { get; set; } = string.Empty;

    public string Industry { get; set; } = string.Empty;

    public string Occupation { get; set; } = string.Empty;

    public static Woman Of(Record record) => new()
    {
        Person = (int)record.Number("idcode"),
        Year = record.Number("year"),
        Numbers = [.. NumberColumns.Select(record.Number)],
        Missing = [.. OftenMissing.Select(column => float.IsNaN(record.Number(column)) ? 1f : 0f)],
        LogWage = record.Number("ln_wage"),
        Race = record.Text("race"),
        Married = record.Text("msp"),
        NeverMarried = record.Text("nev_mar"),
        Graduate = record.Text("collgrad"),
        NotInCity = record.Text("not_smsa"),
        CentralCity = record.Text("c_city"),
        South = record.Text("south"),
        Union = record.Text("union"),
        Industry = record.Text("ind_code"),
        Occupation = record.Text("occ_code"),
    };
}
