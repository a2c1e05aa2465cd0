namespace NeuralTrainers.Samples;

/// <summary>Finds the files of a sample, or makes small ones.</summary>
public static class SampleData
{
    private const string Variable = "NEURALTRAINERS_DATA";

    /// <summary>
    /// Looks in the folder after <c>--data</c>, then in the one named by NEURALTRAINERS_DATA, then in <c>../shared/data</c> beside the
    /// repository; makes the files if they are nowhere. Says on the console which it took.
    /// </summary>
    /// <param name="arguments">The program's arguments.</param>
    /// <param name="files">The names of the files.</param>
    /// <param name="generate">Writes all files into the folder that it is given.</param>
    /// <returns>The folder.</returns>
    public static string Find(string[] arguments, string[] files, Action<string> generate)
    {
        if (Arguments.Value(arguments, "--data") is { } asked)
        {
            return Has(asked, files)
                ? Say(asked, "--data")
                : throw new FileNotFoundException($"--data names '{asked}', which lacks one of: {string.Join(", ", files)}.");
        }

        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set && Has(set, files))
        {
            return Say(set, Variable);
        }

        if (Shared() is { } shared && Has(shared, files))
        {
            return Say(shared, "beside the repository");
        }

        var folder = Directory.CreateTempSubdirectory("neuraltrainers-").FullName;
        generate(folder);
        return Say(folder, "generated: the real files were not found, so the figures say nothing about them");
    }

    private static string? Shared()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NeuralTrainers.sln")))
            {
                return Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data"));
            }
        }

        return null;
    }

    private static bool Has(string folder, string[] files) => files.All(file => File.Exists(Path.Combine(folder, file)));

    private static string Say(string folder, string how)
    {
        Console.WriteLine($"Data: {folder} ({how})");
        return folder;
    }
}
