using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NeuralTrainers.Networks;

/// <summary>
/// Records as JSON: one member per property that can be set, by its name in camel case, all of them required; where a declared type has
/// kinds, a first member <c>kind</c> says which it is.
/// </summary>
/// <remarks>
/// System.Text.Json's serializer sets itself up for every type that a document could hold, compiling hundreds of methods: most of the time
/// from loading a model to its first prediction. This one looks at the types that a document does hold.
/// </remarks>
internal static class RecordJson
{
    public const string KindName = "kind";

    private const int MaximumDepth = 32;

    /// <summary>Writes a record.</summary>
    public static ReadOnlyMemory<byte> Write<T>(T record)
        where T : class
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default, MaxDepth = MaximumDepth });
        RecordWriter.Write(writer, record, typeof(T));
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Reads a record. Members may come in any order, but <c>kind</c> first.</summary>
    /// <exception cref="JsonException">
    /// The text is not JSON, or a member is missing, unknown, there twice, null without being nullable, or of another type. The message names it.
    /// </exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8)
        where T : class
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaximumDepth });
        return (T)new RecordReader().ReadDocument(ref reader, typeof(T));
    }
}
