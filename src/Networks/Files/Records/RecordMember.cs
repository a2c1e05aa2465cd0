using System.Reflection;
using System.Text;
using System.Text.Json;

namespace NeuralTrainers.Networks;

/// <summary>A property of a record.</summary>
internal sealed class RecordMember(PropertyInfo property)
{
    // Through a property's setter the runtime would compile a method of its own from the second call on.
    private readonly FieldInfo? _field = property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance);

    public Type Type => property.PropertyType;

    /// <summary>Its name in a file.</summary>
    public string Name { get; } = JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    /// <summary>The name's bytes.</summary>
    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(JsonNamingPolicy.CamelCase.ConvertName(property.Name));

    /// <summary>Whether null is a value of it.</summary>
    public bool IsNullable => Nullable.GetUnderlyingType(Type) is not null
        || (!Type.IsValueType && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable);

    public object? Get(object record) => property.GetValue(record);

    public void Set(object record, object? value)
    {
        if (_field is null)
        {
            property.SetValue(record, value);
        }
        else
        {
            _field.SetValue(record, value);
        }
    }
}
