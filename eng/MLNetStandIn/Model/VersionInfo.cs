namespace Microsoft.ML;

/// <summary>What a saved component is, in which versions, and who loads it.</summary>
internal readonly struct VersionInfo
{
    private readonly string _modelSignature;
    private readonly uint _written;
    private readonly uint _readable;
    private readonly uint _readsBackTo;

    public VersionInfo(
        string modelSignature,
        uint verWrittenCur,
        uint verReadableCur,
        uint verWeCanReadBack,
        string loaderAssemblyName,
        string loaderSignature = null)
    {
        if (modelSignature?.Length != 8 || loaderSignature?.Length > 24)
        {
            throw new ArgumentException(
                $"A model signature has 8 characters and a loader signature at most 24, unlike '{modelSignature}' and '{loaderSignature}'.",
                nameof(modelSignature));
        }

        (_modelSignature, _written, _readable, _readsBackTo) = (modelSignature, verWrittenCur, verReadableCur, verWeCanReadBack);
        (LoaderAssemblyName, LoaderSignature) = (loaderAssemblyName, loaderSignature);
    }

    public string LoaderAssemblyName { get; }

    public string LoaderSignature { get; }

    /// <summary>Of this stand-in's own components, in their only version.</summary>
    public static VersionInfo OfStandIn(string modelSignature, string loaderSignature)
        => new(modelSignature, 0x00010001, 0x00010001, 0x00010001, typeof(VersionInfo).Assembly.FullName, loaderSignature);

    public static VersionInfo Read(BinaryReader reader)
        => new(reader.ReadString(), reader.ReadUInt32(), reader.ReadUInt32(), 0, reader.ReadString(), reader.ReadString());

    public void Write(BinaryWriter writer)
    {
        writer.Write(_modelSignature);
        writer.Write(_written);
        writer.Write(_readable);
        writer.Write(LoaderAssemblyName);
        writer.Write(LoaderSignature);
    }

    public void CheckReadableBy(VersionInfo reader)
    {
        if (_modelSignature != reader._modelSignature || _readable > reader._written || _written < reader._readsBackTo)
        {
            throw new FormatException(
                $"'{_modelSignature}' of version {_written:x}, readable from {_readable:x} on, cannot be read as "
                + $"'{reader._modelSignature}' of version {reader._written:x}, which reads back to {reader._readsBackTo:x}.");
        }
    }
}
