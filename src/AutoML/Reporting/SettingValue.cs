using System.Globalization;
using System.Text.Json;

namespace NeuralTrainers;

/// <summary>What a setting was in one trial.</summary>
/// <param name="Text">As in JSON, without the quotes of a string.</param>
/// <param name="Number">Its value if it is a number.</param>
internal readonly record struct SettingValue(string Text, double? Number)
{
    /// <summary>As people read it.</summary>
    public string Short => Number is { } number ? Numbers.Short(number) : Text;

    public bool IsWhole => Number is { } number && Math.Floor(number) == number;

    /// <summary>The settings of a trial by <c>step.name</c>; members of nested objects follow with further dots.</summary>
    public static IEnumerable<KeyValuePair<string, SettingValue>> Of(TrialRecord record)
    {
        foreach (var (step, json) in record.Settings)
        {
            using var document = JsonDocument.Parse(json);
            foreach (var setting in Flatten(step, document.RootElement))
            {
                yield return setting;
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, SettingValue>> Flatten(string name, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Flatten($"{name}.{member.Name}", member.Value)),
        JsonValueKind.Null or JsonValueKind.Undefined => [],
        JsonValueKind.String => [new(name, new(element.GetString()!, null))],
        JsonValueKind.Number => [new(name, new(element.GetRawText(), double.Parse(element.GetRawText(), CultureInfo.InvariantCulture)))],
        JsonValueKind.True => [new(name, new("true", null))],
        JsonValueKind.False => [new(name, new("false", null))],
        _ => [new(name, new(element.GetRawText(), null))],
    };
}
