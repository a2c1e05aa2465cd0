using System.Collections;
using System.Text.Json;

namespace NeuralTrainers.Networks;

/// <summary>Writes what <see cref="RecordReader"/> reads.</summary>
internal static class RecordWriter
{
    /// <summary>Writes a value.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The value.</param>
    /// <param name="declared">The type that a reader will expect.</param>
    public static void Write(Utf8JsonWriter writer, object? value, Type declared)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case float number when float.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case float or double:
                // "NaN", "Infinity" and "-Infinity": JSON has no numbers for them.
                writer.WriteStringValue(((IFormattable)value).ToString(null, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case Enum member:
                writer.WriteStringValue(JsonNamingPolicy.CamelCase.ConvertName(member.ToString()));
                break;
            case IDictionary entries:
                WriteEntries(writer, entries, declared);
                break;
            case IEnumerable items:
                WriteItems(writer, items, declared);
                break;
            default:
                WriteRecord(writer, value, declared);
                break;
        }
    }

    private static void WriteEntries(Utf8JsonWriter writer, IDictionary entries, Type declared)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in entries)
        {
            writer.WritePropertyName((string)entry.Key);
            Write(writer, entry.Value, declared.GetGenericArguments()[1]);
        }

        writer.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter writer, IEnumerable items, Type declared)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            Write(writer, item, declared.GetGenericArguments()[0]);
        }

        writer.WriteEndArray();
    }

    private static void WriteRecord(Utf8JsonWriter writer, object record, Type declared)
    {
        writer.WriteStartObject();
        if (RecordShape.Of(declared) is { HasKinds: true } kinds)
        {
            writer.WriteString(RecordJson.KindName, kinds.KindOf(record.GetType()));
        }

        foreach (var member in RecordShape.Of(record.GetType()).Members)
        {
            writer.WritePropertyName(member.Utf8Name);
            Write(writer, member.Get(record), member.Type);
        }

        writer.WriteEndObject();
    }
}
