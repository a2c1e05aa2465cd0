using Microsoft.ML;
using Microsoft.ML.Data;
using NeuralTrainers.DataView;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace NeuralTrainers;

/// <summary>Which columns to take, and how the types of columns decide their roles.</summary>
/// <param name="LabelColumnName">The label, or null.</param>
/// <param name="IgnoredColumnNames">What to leave out.</param>
/// <param name="CategoricalColumnNames">What is categorical whatever its type.</param>
/// <param name="ColumnNames">The only columns to take, or null for all.</param>
/// <param name="OutputColumnName">The name of the feature vector.</param>
internal sealed record TabularColumns(
    string? LabelColumnName,
    IReadOnlyCollection<string> IgnoredColumnNames,
    IReadOnlyCollection<string> CategoricalColumnNames,
    IReadOnlyCollection<string>? ColumnNames,
    string OutputColumnName)
{
    /// <summary>The columns that the network may see, in the order of the schema, and their roles.</summary>
    /// <exception cref="ArgumentException">A named column does not exist or cannot be used as it should be, or none is left.</exception>
    public IReadOnlyList<(SchemaShape.Column Column, FeatureRole Role)> Roles(SchemaShape schema)
    {
        CheckNames(schema);
        var roles = new List<(SchemaShape.Column Column, FeatureRole Role)>();
        foreach (var column in schema.Where(IsTaken))
        {
            var role = RoleOf(column);
            if (role == FeatureRole.Ignored && ColumnNames is not null)
            {
                throw new ArgumentException(
                    $"The column '{column.Name}' is of type {SchemaShapes.TypeOf(column)}, which cannot be featurized: leave it out of columnNames, or convert it.");
            }

            roles.Add((column, role));
        }

        return roles.Any(column => column.Role != FeatureRole.Ignored) ? roles : throw new ArgumentException(
            $"There is no column to make features of. The columns are: {string.Join(", ", schema.Select(column => column.Name))}.");
    }

    private bool IsTaken(SchemaShape.Column column) =>
        column.Name != LabelColumnName && !IgnoredColumnNames.Contains(column.Name, StringComparer.Ordinal)
        && (ColumnNames?.Contains(column.Name, StringComparer.Ordinal) ?? true);

    private FeatureRole RoleOf(SchemaShape.Column column)
    {
        if (CategoricalColumnNames.Contains(column.Name, StringComparer.Ordinal))
        {
            CategoryTypes.Require(column.Name, isPair: true).Check(new SchemaShape([column]));
            return FeatureRole.Categorical;
        }

        return column.Kind == VectorKind.Scalar && (column.IsKey || column.ItemType is TextDataViewType) ? FeatureRole.Categorical
            : NumberTypes.IsNumbers(column) ? FeatureRole.Numeric
            : column.Kind == VectorKind.Scalar && (column.ItemType.RawType == typeof(DateTime) || column.ItemType.RawType == typeof(DateTimeOffset)) ? FeatureRole.DateTime
            : FeatureRole.Ignored;
    }

    private void CheckNames(SchemaShape schema)
    {
        foreach (var name in IgnoredColumnNames.Concat(CategoricalColumnNames).Concat(ColumnNames ?? []))
        {
            Check(name, string.Empty);
        }

        if (LabelColumnName is not null)
        {
            Check(LabelColumnName, " Name the label by labelColumnName, so that it is not among the features; null if there is none.");
        }

        void Check(string name, string remedy)
        {
            if (!SchemaShapes.TryFind(schema, name, out _))
            {
                throw new ArgumentException($"There is no column '{name}'. The columns are: {string.Join(", ", schema.Select(column => column.Name))}.{remedy}");
            }
        }
    }
}
