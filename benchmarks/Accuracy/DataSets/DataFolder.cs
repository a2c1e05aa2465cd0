using System.Globalization;

namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>The folder that holds the data files.</summary>
internal sealed class DataFolder
{
    private const string Variable = "NEURALTRAINERS_DATA";
    private readonly string _path;

    /// <summary>Looks in the folder named on the command line, in that of the environment variable, then in ../shared/data.</summary>
    public DataFolder(string? named)
    {
        _path = named ?? Environment.GetEnvironmentVariable(Variable) ?? Path.Combine("..", "shared", "data");
        if (!Directory.Exists(_path))
        {
            throw new DirectoryNotFoundException($"There is no folder '{_path}' of data: name one by --data or in the variable {Variable}.");
        }
    }

    public string PathOf(string file) => Path.Combine(_path, file);

    /// <summary>Reads a file of comma-separated values without quotes.</summary>
    /// <param name="file">The name of the file.</param>
    /// <param name="skip">The number of lines before the data.</param>
    /// <returns>The fields of each row.</returns>
    public string[][] Read(string file, int skip) =>
        [.. File.ReadLines(PathOf(file))
            .Skip(skip)
            .Where(line => line.Length > 0 && line[0] is not ('%' or '@'))
            .Select(line => line.Split(',', StringSplitOptions.TrimEntries))];

    public static float[] Numbers(string[][] rows, int column) =>
        [.. rows.Select(row => float.Parse(row[column], CultureInfo.InvariantCulture))];

    public static string[] Texts(string[][] rows, int column) => [.. rows.Select(row => row[column] is "?" ? string.Empty : row[column])];
}
