using System.Collections;
using System.Text.Json;

namespace NeuralTrainers.Networks;

/// <summary>Reads one document of records.</summary>
internal sealed class RecordReader
{
    // Names of members and positions in lists, from the document down to what is read at the moment.
    private readonly List<object> _path = [];

    /// <summary>Reads a whole document.</summary>
    /// <exception cref="JsonException">The document does not fit the type; the message names the place.</exception>
    public object ReadDocument(ref Utf8JsonReader reader, Type type)
    {
        try
        {
            reader.Read();
            var document = ReadValue(ref reader, type) ?? throw new JsonException("The document is null.");

            // Throws if there is anything left.
            reader.Read();
            return document;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter: text that is not UTF-8.
            throw new JsonException($"{exception.Message} Path: {Path()}.", exception);
        }
    }

    private object? ReadValue(ref Utf8JsonReader reader, Type type)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            return ReadEnum(ref reader, type);
        }

        if (type.IsGenericType)
        {
            var arguments = type.GetGenericArguments();
            return arguments.Length == 1 ? ReadList(ref reader, arguments[0]) : ReadEntries(ref reader, arguments[1]);
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.String when reader.TokenType == JsonTokenType.String => reader.GetString(),
            TypeCode.Boolean when reader.TokenType is JsonTokenType.True or JsonTokenType.False => reader.GetBoolean(),
            TypeCode.Int32 when reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) => number,
            TypeCode.Int64 when reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) => number,
            TypeCode.Single when reader.TokenType == JsonTokenType.Number => reader.GetSingle(),
            TypeCode.Double when reader.TokenType == JsonTokenType.Number => reader.GetDouble(),
            TypeCode.Single when NotFinite(ref reader) is { } number => (float)number,
            TypeCode.Double when NotFinite(ref reader) is { } number => number,
            TypeCode.Object when reader.TokenType == JsonTokenType.StartObject => ReadRecord(ref reader, type),
            _ => throw new JsonException($"There is a value of the kind {reader.TokenType} that cannot be a {type.Name}."),
        };
    }

    private static double? NotFinite(ref Utf8JsonReader reader) =>
        reader.TokenType != JsonTokenType.String ? null
        : reader.ValueTextEquals("NaN"u8) ? double.NaN
        : reader.ValueTextEquals("Infinity"u8) ? double.PositiveInfinity
        : reader.ValueTextEquals("-Infinity"u8) ? double.NegativeInfinity
        : null;

    private static object ReadEnum(ref Utf8JsonReader reader, Type type)
    {
        var name = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException($"A {type.Name} is not given by its name.");
        foreach (var field in type.GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static))
        {
            if (string.Equals(JsonNamingPolicy.CamelCase.ConvertName(field.Name), name, StringComparison.Ordinal))
            {
                return field.GetValue(null)!;
            }
        }

        throw new JsonException($"There is no {type.Name} '{name}'.");
    }

    private Array ReadList(ref Utf8JsonReader reader, Type itemType)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException($"There is a value of the kind {reader.TokenType} instead of a list.");
        }

        var items = new ArrayList();
        while (ReadNext(ref reader) != JsonTokenType.EndArray)
        {
            _path.Add(items.Count);
            items.Add(ReadValue(ref reader, itemType));
            _path.RemoveAt(_path.Count - 1);
        }

        var list = Array.CreateInstance(itemType, items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is null && itemType.IsValueType)
            {
                throw new JsonException($"A {itemType.Name} of the list is null.");
            }

            list.SetValue(items[i], i);
        }

        return list;
    }

    private IDictionary ReadEntries(ref Utf8JsonReader reader, Type valueType)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"There is a value of the kind {reader.TokenType} instead of named values.");
        }

        var entries = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), valueType), StringComparer.Ordinal)!;
        while (ReadNext(ref reader) != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            _path.Add(name);
            ReadNext(ref reader);
            if (entries.Contains(name))
            {
                throw new JsonException($"There are two members '{name}'.");
            }

            entries.Add(name, ReadValue(ref reader, valueType) ?? throw new JsonException($"The value of '{name}' is null."));
            _path.RemoveAt(_path.Count - 1);
        }

        return entries;
    }

    private object ReadRecord(ref Utf8JsonReader reader, Type type)
    {
        var shape = RecordShape.Of(type);
        if (shape.HasKinds)
        {
            shape = RecordShape.Of(ReadKind(ref reader, shape, type));
        }

        var record = shape.Create();
        var seen = new bool[shape.Members.Length];
        while (ReadNext(ref reader) != JsonTokenType.EndObject)
        {
            var index = Find(ref reader, shape.Members, type);
            var member = shape.Members[index];
            _path.Add(member.Name);
            if (seen[index])
            {
                throw new JsonException($"There are two members '{member.Name}'.");
            }

            seen[index] = true;
            ReadNext(ref reader);
            var value = ReadValue(ref reader, member.Type);
            if (value is null && !member.IsNullable)
            {
                throw new JsonException($"The member '{member.Name}' is null.");
            }

            member.Set(record, value);
            _path.RemoveAt(_path.Count - 1);
        }

        var missing = Array.IndexOf(seen, false);
        return missing < 0 ? record : throw new JsonException($"The member '{shape.Members[missing].Name}' is missing.");
    }

    private static Type ReadKind(ref Utf8JsonReader reader, RecordShape shape, Type type)
    {
        if (ReadNext(ref reader) != JsonTokenType.PropertyName || !reader.ValueTextEquals(RecordJson.KindName))
        {
            throw new JsonException($"The first member does not say which kind of {type.Name} this is.");
        }

        ReadNext(ref reader);
        var kind = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return shape.TypeOf(kind) ?? throw new JsonException($"There is no {type.Name} of the kind '{kind}'.");
    }

    private static int Find(ref Utf8JsonReader reader, RecordMember[] members, Type type)
    {
        for (var i = 0; i < members.Length; i++)
        {
            if (reader.ValueTextEquals(members[i].Utf8Name))
            {
                return i;
            }
        }

        throw new JsonException($"A {type.Name} has no member '{reader.GetString()}'.");
    }

    private static JsonTokenType ReadNext(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType;
    }

    private string Path() => "$" + string.Concat(_path.Select(step => step is int position ? $"[{position}]" : $".{step}"));
}
