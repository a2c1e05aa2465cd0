using System.Text.Json;

namespace NeuralTrainers.Networks;

/// <summary>Reads and writes <c>network.json</c>: what a trained network consists of and how it was trained.</summary>
internal static class NetworkFile
{
    /// <summary>What a file says that it is.</summary>
    public const string Format = "neuraltrainers.network";

    /// <summary>The version of the layout that is written, and the newest that is read. Any change of the layout makes a new version.</summary>
    public const int Version = 1;

    /// <summary>The longest file that is written or read: 64 MiB, enough for 100,000 categorical columns and as many epochs.</summary>
    public const int MaximumBytes = 64 << 20;

    /// <summary>The description alone: two networks have the same bytes only if they are described alike.</summary>
    public static byte[] Bytes(NetworkDescription network) => RecordJson.Write(network).ToArray();

    /// <summary>Writes the file. The stream stays open.</summary>
    /// <exception cref="InvalidOperationException">The file would be longer than <see cref="MaximumBytes"/>.</exception>
    public static void Write(Stream stream, NetworkDescription network, TrainingHistory history)
    {
        var document = new NetworkDocument { Format = Format, Version = Version, Network = network, History = history };
        var bytes = RecordJson.Write(document);
        if (bytes.Length > MaximumBytes)
        {
            throw new InvalidOperationException($"The network's description and history need {bytes.Length} bytes, more than the {MaximumBytes} that can be read again.");
        }

        stream.Write(bytes.Span);
    }

    /// <summary>Reads and validates a file, to the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, too long, of a newer version, or not a network; the message says which.</exception>
    public static (NetworkDescription Network, TrainingHistory History) Read(Stream stream)
    {
        var bytes = StreamReading.ReadToEnd(stream, MaximumBytes, "The network's description").Span;
        try
        {
            CheckVersion(bytes);
            var document = RecordJson.Read<NetworkDocument>(bytes);
            document.Network.Validate();
            Check(document.History);
            return (document.Network, document.History);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            // Besides JsonException: the validation's errors, and text that is not UTF-8.
            throw new InvalidDataException("The network's description is damaged. " + exception.Message, exception);
        }
    }

    // A newer file may have members that this version does not know; the reader should hear of the version, not of them.
    private static void CheckVersion(ReadOnlySpan<byte> bytes)
    {
        string? format = null;
        int? version = null;
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && (format is null || version is null))
        {
            var isFormat = reader.ValueTextEquals("format"u8);
            var isVersion = reader.ValueTextEquals("version"u8);
            reader.Read();
            if (isFormat)
            {
                format = reader.GetString();
            }
            else if (isVersion)
            {
                version = reader.GetInt32();
            }
            else
            {
                reader.Skip();
            }
        }

        if (!string.Equals(format, Format, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"The data is not a network: its format is '{format}', not '{Format}'.");
        }

        if (version > Version)
        {
            throw new InvalidDataException($"The network was saved in version {version} of the format, and this library reads up to version {Version}: update NeuralTrainers.");
        }

        if (version is not Version)
        {
            throw new InvalidDataException($"The network's description is damaged: it has the version {version?.ToString() ?? "null"}, where {Version} is the only one there is.");
        }
    }

    private static void Check(TrainingHistory history)
    {
        foreach (var epoch in history.Epochs)
        {
            Require.NotNull(epoch, nameof(history.Epochs));
        }
    }
}
