using System.Text.Json;

namespace NeuralTrainers.Networks;

/// <summary>
/// The header of a safetensors file: a JSON object that maps each tensor's name to its type, shape and place in the data
/// (https://github.com/huggingface/safetensors#format).
/// </summary>
internal static class SafetensorsHeader
{
    /// <summary>The largest header that is read or written: 100 MB, as in the reference implementation.</summary>
    public const int MaximumBytes = 100_000_000;

    // The reference implementation pads the header with spaces, so that the tensors lie aligned in a mapped file.
    private const int Alignment = 8;

    // No network comes near; keeps error messages readable.
    private const int MaximumRank = 32;

    private const string Metadata = "__metadata__";

    /// <summary>The JSON for these tensors, laid out one after the other in their order.</summary>
    public static byte[] Write(NetworkWeights weights)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            long begin = 0;
            json.WriteStartObject();
            foreach (var tensor in weights)
            {
                if (string.Equals(tensor.Name, Metadata, StringComparison.Ordinal))
                {
                    throw new ArgumentException($"A tensor cannot be named '{Metadata}': the safetensors format reserves that name.", nameof(weights));
                }

                var end = begin + (long)tensor.Values.Length * sizeof(float);
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", "F32");
                WriteArray(json, "shape", tensor.Shape.Select(dimension => (long)dimension));
                WriteArray(json, "data_offsets", [begin, end]);
                json.WriteEndObject();
                begin = end;
            }

            json.WriteEndObject();
        }

        while (buffer.Length % Alignment != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.Length <= MaximumBytes
            ? buffer.ToArray()
            : throw new InvalidOperationException($"The names of the tensors need {buffer.Length} bytes, more than the {MaximumBytes} that fit in a safetensors header.");
    }

    /// <summary>The tensors in the order in which their data lies, without gap or overlap, from the end of the header on.</summary>
    /// <exception cref="InvalidDataException">The header is damaged or lists a tensor that is not F32.</exception>
    public static IReadOnlyList<SafetensorsEntry> Parse(ReadOnlySpan<byte> bytes)
    {
        var entries = ParseEntries(bytes);
        entries.Sort(static (a, b) => a.Begin == b.Begin ? a.End.CompareTo(b.End) : a.Begin.CompareTo(b.Begin));
        long position = 0;
        foreach (var entry in entries)
        {
            if (entry.Begin != position)
            {
                throw Damaged($"tensor '{entry.Name}' begins at byte {entry.Begin}, where byte {position} must come next");
            }

            position = entry.End;
        }

        return entries;
    }

    private static List<SafetensorsEntry> ParseEntries(ReadOnlySpan<byte> bytes)
    {
        var entries = new List<SafetensorsEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 3 });
            Expect(ref reader, JsonTokenType.StartObject, "the header");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                if (!names.Add(name))
                {
                    throw Damaged($"two tensors are named '{name}'");
                }

                if (string.Equals(name, Metadata, StringComparison.Ordinal))
                {
                    SkipMetadata(ref reader);
                }
                else
                {
                    entries.Add(ParseEntry(ref reader, name));
                }
            }

            // Runs into whatever follows the object; only the padding may.
            while (reader.Read())
            {
            }

            return entries;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The reader throws InvalidOperationException for text that is not UTF-8.
            throw new InvalidDataException("The safetensors header is damaged: it is not valid JSON. " + exception.Message, exception);
        }
    }

    private static void SkipMetadata(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, Metadata);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Expect(ref reader, JsonTokenType.String, Metadata);
        }
    }

    private static SafetensorsEntry ParseEntry(ref Utf8JsonReader reader, string name)
    {
        string? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, name);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = reader.GetString();
            switch (member)
            {
                case "dtype" when type is null:
                    Expect(ref reader, JsonTokenType.String, name);
                    type = reader.GetString();
                    break;
                case "shape" when shape is null:
                    shape = ParseArray(ref reader, name);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ParseArray(ref reader, name);
                    break;
                default:
                    throw Damaged($"tensor '{name}' has the unknown or repeated member '{member}'");
            }
        }

        if (type is null || shape is null || offsets is not [var begin, var end] || begin > end)
        {
            throw Damaged($"tensor '{name}' needs a dtype, a shape, and two rising data_offsets");
        }

        if (!string.Equals(type, "F32", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"Tensor '{name}' has the type {type}: only F32 is read. Convert it and save the file again.");
        }

        var length = LengthOf(name, shape);
        if (end - begin != (long)length * sizeof(float))
        {
            throw Damaged($"tensor '{name}' of shape [{string.Join(", ", shape)}] needs {(long)length * sizeof(float)} bytes, not {end - begin}");
        }

        return new SafetensorsEntry(name, Array.ConvertAll(shape, dimension => (int)dimension), length, begin, end);
    }

    private static int LengthOf(string name, long[] shape)
    {
        long length = 1;
        foreach (var dimension in shape)
        {
            if (dimension > Array.MaxLength || (length *= dimension) > Array.MaxLength)
            {
                throw Damaged($"tensor '{name}' of shape [{string.Join(", ", shape)}] has more than the {Array.MaxLength} values that an array holds");
            }
        }

        return (int)length;
    }

    private static long[] ParseArray(ref Utf8JsonReader reader, string name)
    {
        Expect(ref reader, JsonTokenType.StartArray, name);
        var values = new long[MaximumRank];
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var value) || value < 0)
            {
                throw Damaged($"tensor '{name}' has a size or offset that is not a whole number from 0 on");
            }

            if (count == MaximumRank)
            {
                throw Damaged($"tensor '{name}' has more than {MaximumRank} dimensions");
            }

            values[count++] = value;
        }

        Array.Resize(ref values, count);
        return values;
    }

    private static void WriteArray(Utf8JsonWriter json, string name, IEnumerable<long> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string name)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw Damaged($"'{name}' has {reader.TokenType} where {type} must be");
        }
    }

    private static InvalidDataException Damaged(string what) => new($"The safetensors header is damaged: {what}.");
}
