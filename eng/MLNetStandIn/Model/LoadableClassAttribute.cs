namespace Microsoft.ML;

/// <summary>Says which class an assembly loads under which names, so that a model file can name its loader.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class LoadableClassAttribute(
    Type instType, Type loaderType, Type argType, Type sigType, string userName, params string[] loadNames) : Attribute
{
    public Type InstanceType => instType;

    public Type LoaderType => loaderType;

    public Type ArgType => argType;

    public Type SignatureType => sigType;

    public string UserName => userName;

    public IReadOnlyList<string> LoadNames => loadNames;
}
