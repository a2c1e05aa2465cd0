using System.Diagnostics;

namespace NeuralTrainers.Tests;

/// <summary>Another process of the .NET host.</summary>
internal static class FreshProcess
{
    /// <summary>Runs a program to its end.</summary>
    /// <returns>The lines that it printed.</returns>
    public static string[] Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, error.Result);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
