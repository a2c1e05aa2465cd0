using Microsoft.ML;
using Microsoft.ML.Data;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace NeuralTrainers.DataView;

/// <summary>What a column must be, and what to do if it is not.</summary>
internal sealed record ColumnRequirement
{
    public ColumnRequirement(string role, string name, string expected, string remedy, Func<SchemaShape.Column, bool> isMet)
    {
        Role = role;
        Name = name;
        Expected = expected;
        Remedy = remedy;
        IsMet = isMet;
    }

    public string Role { get; }

    public string Name { get; }

    public string Expected { get; }

    public string Remedy { get; }

    public Func<SchemaShape.Column, bool> IsMet { get; }

    /// <summary>What to add to the message if there is no such column.</summary>
    public string IfMissing { get; private init; } = string.Empty;

    public static ColumnRequirement Features(string name) => new(
        "feature", name, "Single, or a vector of Single of known size",
        "Convert it with ConvertType, and gather several columns with Concatenate.",
        column => column.Kind != VectorKind.VariableVector && IsSingle(column))
    {
        IfMissing = " For a model of categorical columns only, give null as the name of the feature column.",
    };

    public static ColumnRequirement Key(string name) => new(
        "categorical", name, "a key",
        "Map its values to keys with MapValueToKey.",
        IsKeyScalar);

    public static ColumnRequirement Weight(string name) => new(
        "example weight", name, "Single", "Convert it with ConvertType.", IsNumber);

    public static ColumnRequirement Previous(PreviousColumn previous) => previous.ClassCount is null
        ? new("previous value", previous.Name, "Single, as the label", "Convert it with ConvertType.", IsNumber)
        : new(
            "previous value", previous.Name, "a key, as the label",
            "Map label and previous value by the same keys: LagColumns gives a key column's previous values.",
            column => column.IsKey && column.Kind == VectorKind.Scalar);

    public static ColumnRequirement Label(LabelColumn label) => label.Kind switch
    {
        LabelKind.Number => new("label", label.Name, "Single", "Convert it with ConvertType.", IsNumber),
        LabelKind.Boolean when label.CanBeMissing => new(
            "label", label.Name, "Boolean, or Single of 0, 1 and NaN", "Convert it with ConvertType, or map its two values with MapValue.",
            column => IsBoolean(column) || IsNumber(column)),
        LabelKind.Boolean => new(
            "label", label.Name, "Boolean", "Convert it with ConvertType, or map its two values with MapValue.",
            IsBoolean),
        LabelKind.Shares => new(
            "label", label.Name, "a vector of Single of known size, a share per class", "Gather the shares of the classes with Concatenate.",
            column => column.Kind == VectorKind.Vector && IsSingle(column)),
        _ => new("label", label.Name, "a key", "Map its values to keys with MapValueToKey.", IsKeyScalar),
    };

    /// <summary>Checks the column.</summary>
    /// <exception cref="ArgumentException">It is not in the schema, or of another type.</exception>
    public void Check(SchemaShape schema)
    {
        if (!SchemaShapes.TryFind(schema, Name, out var column))
        {
            throw new ArgumentException(
                $"There is no {Role} column '{Name}'. The columns are: {string.Join(", ", schema.Select(c => c.Name))}.{IfMissing}");
        }

        if (!IsMet(column))
        {
            throw new ArgumentException(
                $"The {Role} column '{Name}' is of type {SchemaShapes.TypeOf(column)}, but must be {Expected}. {Remedy}");
        }
    }

    private static bool IsNumber(SchemaShape.Column column) => column.Kind == VectorKind.Scalar && IsSingle(column);

    private static bool IsBoolean(SchemaShape.Column column) =>
        !column.IsKey && column.Kind == VectorKind.Scalar && column.ItemType is BooleanDataViewType;

    private static bool IsSingle(SchemaShape.Column column) => !column.IsKey && column.ItemType.Equals(NumberDataViewType.Single);

    private static bool IsKeyScalar(SchemaShape.Column column) => column.IsKey && column.Kind == VectorKind.Scalar;
}
