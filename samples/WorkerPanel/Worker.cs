using System.Globalization;

namespace NeuralTrainers.Samples;

/// <summary>One line of the panel: a worker in a survey year. Empty texts and NaN are missing.</summary>
public sealed class Worker
{
    public int Person { get; set; }

    public float Year { get; set; }

    public float Age { get; set; }

    public float Grade { get; set; }

    public float Experience { get; set; }

    public float Tenure { get; set; }

    public float Hours { get; set; }

    public float LogWage { get; set; }

    public string Race { get; set; } = string.Empty;

    public string Married { get; set; } = string.Empty;

    public string Graduate { get; set; } = string.Empty;

    public string CentralCity { get; set; } = string.Empty;

    public string South { get; set; } = string.Empty;

    public string Union { get; set; } = string.Empty;

    public string Industry { get; set; } = string.Empty;

    public string Occupation { get; set; } = string.Empty;

    /// <summary>Reads a line of panel_nlswork.csv.</summary>
    public static Worker Parse(string line)
    {
        var fields = line.Split(',');
        return new Worker
        {
            Person = int.Parse(fields[1], CultureInfo.InvariantCulture),
            Year = Number(2),
            Age = Number(4),
            Grade = Number(8),
            Experience = Number(17),
            Tenure = Number(18),
            Hours = Number(19),
            LogWage = Number(21),
            Race = fields[5],
            Married = fields[6],
            Graduate = fields[9],
            CentralCity = fields[11],
            South = fields[12],
            Industry = fields[13],
            Occupation = fields[14],
            Union = fields[15],
        };

        float Number(int field) => fields[field].Length == 0 ? float.NaN : float.Parse(fields[field], CultureInfo.InvariantCulture);
    }
}
