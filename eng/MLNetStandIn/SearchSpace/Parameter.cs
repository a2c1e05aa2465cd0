using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.SearchSpace;

/// <summary>A value out of a search space: a number, text, a truth value, or named parameters. Equal if their JSON is.</summary>
[JsonConverter(typeof(Converter))]
public sealed class Parameter : IDictionary<string, Parameter>, IEquatable<Parameter>
{
    private readonly object _value;

    private Parameter(object value) => _value = value;

    public int Count => _value is Dictionary<string, Parameter> nested ? nested.Count : 1;

    public ICollection<string> Keys => Nested.Keys;

    public bool IsReadOnly => false;

    ICollection<Parameter> IDictionary<string, Parameter>.Values => Nested.Values;

    private Dictionary<string, Parameter> Nested =>
        _value as Dictionary<string, Parameter> ?? throw new InvalidOperationException("The parameter is not an object.");

    private ICollection<KeyValuePair<string, Parameter>> Pairs => Nested;

    public Parameter this[string key]
    {
        get => Nested[key];
        set => Nested[key] = value;
    }

    public static Parameter FromDouble(double value) => new(value);

    public static Parameter FromInt(int value) => new(value);

    public static Parameter FromString(string value) => new(value);

    public static Parameter FromBool(bool value) => new(value);

    public static Parameter CreateNestedParameter(params KeyValuePair<string, Parameter>[] parameters) =>
        new(new Dictionary<string, Parameter>(parameters, StringComparer.Ordinal));

    public T AsType<T>() => _value is T value ? value : JsonSerializer.Deserialize<T>(ToString());

    public void Add(string key, Parameter value) => Nested.Add(key, value);

    public void Add(KeyValuePair<string, Parameter> item) => Pairs.Add(item);

    public void Clear() => Nested.Clear();

    public bool Contains(KeyValuePair<string, Parameter> item) => Pairs.Contains(item);

    public bool ContainsKey(string key) => Nested.ContainsKey(key);

    public void CopyTo(KeyValuePair<string, Parameter>[] array, int arrayIndex) => Pairs.CopyTo(array, arrayIndex);

    public bool Remove(string key) => Nested.Remove(key);

    public bool Remove(KeyValuePair<string, Parameter> item) => Pairs.Remove(item);

    public bool TryGetValue(string key, out Parameter value) => Nested.TryGetValue(key, out value);

    IEnumerator<KeyValuePair<string, Parameter>> IEnumerable<KeyValuePair<string, Parameter>>.GetEnumerator() => Nested.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Nested.GetEnumerator();

    public bool Equals(Parameter other) => other is not null && ToString() == other.ToString();

    public override bool Equals(object obj) => Equals(obj as Parameter);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    public override string ToString() => JsonSerializer.Serialize(this);

    internal static Parameter FromObject(object value) => value switch
    {
        int or double or string or bool => new(value),
        _ => throw new NotSupportedException($"A choice of {value?.GetType().Name ?? "null"} is more than the stand-in has."),
    };

    private sealed class Converter : JsonConverter<Parameter>
    {
        public override Parameter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return Of(document.RootElement);
        }

        public override void Write(Utf8JsonWriter writer, Parameter value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value._value, options);

        private static Parameter Of(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => CreateNestedParameter([.. element.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Of(member.Value)))]),
            JsonValueKind.String => FromString(element.GetString()),
            JsonValueKind.True or JsonValueKind.False => FromBool(element.GetBoolean()),
            JsonValueKind.Number => element.TryGetInt32(out var whole) ? FromInt(whole) : FromDouble(element.GetDouble()),
            _ => throw new NotSupportedException($"A parameter of {element.ValueKind} is more than the stand-in has."),
        };
    }
}
