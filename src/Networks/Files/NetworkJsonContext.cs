using System.Text.Json.Serialization;

namespace NeuralTrainers.Networks;

/// <summary>The serializer of <c>network.json</c>, generated at compile time so that a model loads without reflection.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    MaxDepth = 32,
    Converters =
    [
        typeof(CamelCaseEnumConverter<StopReason>),
        typeof(CamelCaseEnumConverter<Binning>),
        typeof(CamelCaseEnumConverter<MulticlassHinge>),
        typeof(CamelCaseEnumConverter<InitializationDistribution>),
        typeof(CamelCaseEnumConverter<ResidualOrder>),
        typeof(CamelCaseEnumConverter<ResidualShortcut>),
        typeof(CamelCaseEnumConverter<GateInput>),
        typeof(CamelCaseEnumConverter<BatchEnsembleStart>),
    ])]
[JsonSerializable(typeof(NetworkDocument))]
[JsonSerializable(typeof(CheckpointDocument))]
internal sealed partial class NetworkJsonContext : JsonSerializerContext;
