using System.Text.Json.Serialization;

namespace NeuralTrainers;

/// <summary>The serializer of <c>columns.json</c>, generated at compile time so that a model loads without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    MaxDepth = 16)]
[JsonSerializable(typeof(ColumnsDocument))]
internal sealed partial class ColumnsJsonContext : JsonSerializerContext;
