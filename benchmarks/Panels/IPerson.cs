namespace NeuralTrainers.Benchmarks.Panels;

/// <summary>A row of a panel of people.</summary>
internal interface IPerson
{
    int Person { get; }

    float Year { get; }

    float LogWage { get; }

    /// <summary>Empty if it is missing.</summary>
    string Industry { get; }

    /// <summary>Empty if it is missing.</summary>
    string Occupation { get; }

    /// <summary>What came before, and of it what is still so: see <see cref="Panels.History"/>.</summary>
    float[] History { get; set; }
}
