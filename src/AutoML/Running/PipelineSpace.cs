using Microsoft.ML.SearchSpace;

namespace NeuralTrainers;

/// <summary>How AutoML writes a pipeline into a search space: an option per step, and a choice among the chains of steps.</summary>
internal static class PipelineSpace
{
    public const string Key = "_pipeline_";
    public const string Chain = "_SCHEMA_";

    /// <summary>The names of the steps of the chain that was chosen, in their order.</summary>
    public static string[] Steps(Parameter pipeline) => Steps(pipeline[Chain].AsType<string>());

    /// <summary>The settings of the steps of the chain that was chosen: JSON, by the step's name.</summary>
    public static Dictionary<string, string> Settings(Parameter pipeline) =>
        Steps(pipeline).Distinct(StringComparer.Ordinal).ToDictionary(step => step, step => pipeline[step].ToString(), StringComparer.Ordinal);

    /// <summary>What tells settings from others: those of the steps that are used.</summary>
    public static string Identity(Parameter pipeline) => Identity(Steps(pipeline), step => pipeline[step].ToString());

    /// <summary>What tells the settings of some steps from others.</summary>
    public static string Identity(IEnumerable<string> steps, Func<string, string> settings) => string.Join('|', steps.Select(step => $"{step}:{settings(step)}"));

    /// <summary>Steps as a chain.</summary>
    public static string Join(IEnumerable<string> steps) => string.Join(" * ", steps);

    /// <summary>The names of the steps of a chain: <c>e0 * e2</c>. A step that is left out is called Nil.</summary>
    public static string[] Steps(string chain) =>
        [.. chain.Split(['*', '(', ')'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(step => step != "Nil")];
}
