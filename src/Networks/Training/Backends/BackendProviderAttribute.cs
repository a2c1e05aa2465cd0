namespace NeuralTrainers.Networks;

/// <summary>Says which type of an assembly opens its training backends.</summary>
/// <param name="type">An <see cref="IBackendProvider"/>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class BackendProviderAttribute(Type type) : Attribute
{
    /// <summary>The type.</summary>
    public Type Type { get; } = type;
}
