using System.IO.Compression;

namespace Microsoft.ML;

/// <summary>The entries of a model file, which is a zip.</summary>
internal abstract class Repository : IDisposable
{
    public abstract void Dispose();

    protected static string PathOf(string dir, string name) => Path.Combine(dir ?? "", name).Replace('\\', '/');

    /// <summary>One entry, held in memory while it is open, since a zip is written one entry at a time.</summary>
    public sealed class Entry : IDisposable
    {
        private Action<MemoryStream> _onClose;

        internal Entry(MemoryStream stream, Action<MemoryStream> onClose)
        {
            Stream = stream;
            _onClose = onClose;
        }

        public Stream Stream { get; }

        public void Dispose()
        {
            Interlocked.Exchange(ref _onClose, null)?.Invoke((MemoryStream)Stream);
            Stream.Dispose();
        }
    }
}

internal sealed class RepositoryWriter : Repository
{
    private readonly ZipArchive _archive;

    private RepositoryWriter(Stream stream) => _archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);

    public static RepositoryWriter CreateNew(Stream stream) => new(stream);

    public Entry CreateEntry(string name) => CreateEntry(null, name);

    public Entry CreateEntry(string dir, string name)
        => new(new MemoryStream(), content =>
        {
            using var target = _archive.CreateEntry(PathOf(dir, name)).Open();
            content.WriteTo(target);
        });

    public override void Dispose() => _archive.Dispose();
}

internal sealed class RepositoryReader : Repository
{
    private readonly ZipArchive _archive;

    private RepositoryReader(Stream stream) => _archive = new(stream, ZipArchiveMode.Read, leaveOpen: true);

    public static RepositoryReader Open(Stream stream) => new(stream);

    public Entry OpenEntryOrNull(string name) => OpenEntryOrNull(null, name);

    public Entry OpenEntryOrNull(string dir, string name)
    {
        if (_archive.GetEntry(PathOf(dir, name)) is not { } entry)
        {
            return null;
        }

        var content = new MemoryStream();
        using (var source = entry.Open())
        {
            source.CopyTo(content);
        }

        content.Position = 0;
        return new(content, null);
    }

    public override void Dispose() => _archive.Dispose();
}
