using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace NeuralTrainers.Networks;

/// <summary>What a type of records looks like in a file.</summary>
internal sealed class RecordShape
{
    private static readonly Dictionary<Type, RecordShape> Known = [];

    private readonly Type _type;
    private readonly JsonDerivedTypeAttribute[]? _kinds;

    private RecordShape(Type type)
    {
        _type = type;
        _kinds = type.IsDefined(typeof(JsonPolymorphicAttribute), inherit: false)
            ? (JsonDerivedTypeAttribute[])type.GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false)
            : null;

        // What has no setter follows from the rest.
        var members = new List<RecordMember>();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.CanWrite)
            {
                members.Add(new RecordMember(property));
            }
        }

        Members = [.. members];
    }

    public RecordMember[] Members { get; }

    /// <summary>Whether a file says which of several types the record is.</summary>
    public bool HasKinds => _kinds is not null;

    public static RecordShape Of(Type type)
    {
        lock (Known)
        {
            if (!Known.TryGetValue(type, out var shape))
            {
                shape = new RecordShape(type);
                Known.Add(type, shape);
            }

            return shape;
        }
    }

    /// <summary>A new record. Its members are not at their defaults but empty: a file has all of them.</summary>
    public object Create() => RuntimeHelpers.GetUninitializedObject(_type);

    /// <summary>The type of a kind, or null if there is none of that name.</summary>
    public Type? TypeOf(string? kind)
    {
        foreach (var known in _kinds!)
        {
            if (kind is not null && kind.Equals(known.TypeDiscriminator as string, StringComparison.Ordinal))
            {
                return known.DerivedType;
            }
        }

        return null;
    }

    /// <summary>The name of a type's kind.</summary>
    public string KindOf(Type type) =>
        (string)_kinds!.First(known => known.DerivedType == type).TypeDiscriminator!;
}
