namespace NeuralTrainers.Benchmarks.Panels;

/// <summary>A row of panel_males.csv, which has no missing values.</summary>
internal sealed class Man : IPerson
{
    public int Person { get; set; }

    public float Year { get; set; }

    /// <summary>Years of schooling, and of experience.</summary>
    [VectorType(2)]
    public float[] Numbers { get; set; } = [];

    public float LogWage { get; set; }

    [VectorType(Panels.History.Count)]
    public float[] History { get; set; } = [];

    public string Union { get; set; } = string.Empty;

    public string Ethnicity { get; set; } = string.Empty;

    public string Married { get; set; } = string.Empty;

    public string Health { get; set; } = string.Empty;

    public string Industry { get; set; } = string.Empty;

    public string Occupation { get; set; } = string.Empty;

    public string Residence { get; set; } = string.Empty;

    public static Man Of(Record record) => new()
    {
        Person = (int)record.Number("nr"),
        Year = record.Number("year"),
        Numbers = [record.Number("school"), record.Number("exper")],
        LogWage = record.Number("wage"),
        Union = record.Text("union"),
        Ethnicity = record.Text("ethn"),
        Married = record.Text("married"),
        Health = record.Text("health"),
        Industry = record.Text("industry"),
        Occupation = record.Text("occupation"),
        Residence = record.Text("residence"),
    };
}
