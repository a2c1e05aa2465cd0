namespace Microsoft.ML;

/// <summary>What the main entry of a saved component begins with.</summary>
internal sealed record ModelHeader(ulong ModelSignature, uint VerWritten, uint VerReadable, string LoaderSignature, string LoaderAssemblyName)
{
    public const string EntryName = "Model.key";

    public static void Write(BinaryWriter writer, VersionInfo version)
    {
        writer.Write(version.ModelSignature);
        writer.Write(version.VerWrittenCur);
        writer.Write(version.VerReadableCur);
        writer.Write(version.LoaderSignature ?? "");
        writer.Write(version.LoaderAssemblyName ?? "");
    }

    public static ModelHeader Read(BinaryReader reader)
        => new(reader.ReadUInt64(), reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadString(), reader.ReadString());

    public void Check(VersionInfo version)
    {
        if (ModelSignature != version.ModelSignature)
        {
            throw new FormatException("Unknown file type");
        }

        if (VerReadable > version.VerWrittenCur || VerWritten < version.VerWeCanReadBack)
        {
            throw new FormatException(
                $"Component '{version.LoaderSignature}' was saved as version {VerWritten:x}, readable from {VerReadable:x} on; "
                + $"this one is {version.VerWrittenCur:x} and reads back to {version.VerWeCanReadBack:x}.");
        }
    }
}
