using System.Text.Json;
using System.Text.Json.Serialization;

namespace NeuralTrainers.Networks;

/// <summary>Writes an enum's members by name, and reads names only: a number could be a member that does not exist.</summary>
internal sealed class CamelCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
