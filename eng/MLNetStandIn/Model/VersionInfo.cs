namespace Microsoft.ML;

/// <summary>What a model entry is, in which versions, and who loads it.</summary>
internal readonly struct VersionInfo
{
    public readonly ulong ModelSignature;
    public readonly uint VerWrittenCur;
    public readonly uint VerReadableCur;
    public readonly uint VerWeCanReadBack;
    public readonly string LoaderAssemblyName;
    public readonly string LoaderSignature;

    public VersionInfo(
        string modelSignature,
        uint verWrittenCur,
        uint verReadableCur,
        uint verWeCanReadBack,
        string loaderAssemblyName,
        string loaderSignature = null)
    {
        if (modelSignature?.Length != 8 || modelSignature.Any(c => c > 0xFF))
        {
            throw new ArgumentException("A model signature is eight characters.", nameof(modelSignature));
        }

        ModelSignature = modelSignature.Select((c, i) => c == ' ' ? 0UL : (ulong)c << (8 * i)).Aggregate((a, b) => a | b);
        VerWrittenCur = verWrittenCur;
        VerReadableCur = verReadableCur;
        VerWeCanReadBack = verWeCanReadBack;
        LoaderAssemblyName = loaderAssemblyName;
        LoaderSignature = loaderSignature;
    }
}
