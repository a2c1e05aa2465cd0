using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Makes a <see cref="ColumnConcatenatingTransformer"/>.</summary>
public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly string _output;
    private readonly string[] _inputs;

    internal ColumnConcatenatingEstimator(string outputColumnName, string[] inputColumnNames)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        if (inputColumnNames is not { Length: > 0 } || inputColumnNames.Contains(null))
        {
            throw new ArgumentException("Name at least one input column.", nameof(inputColumnNames));
        }

        _output = outputColumnName;
        _inputs = inputColumnNames;
    }

    public ColumnConcatenatingTransformer Fit(IDataView input) => new(_output, _inputs);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var columns = _inputs.Select(inputSchema.Find).ToArray();
        foreach (var column in columns)
        {
            if (column.IsKey)
            {
                throw new InvalidOperationException($"Column '{column.Name}' is key. Concatenation of keys is unsupported.");
            }

            if (!column.ItemType.Equals(columns[0].ItemType))
            {
                throw new InvalidOperationException(
                    $"Concatenated columns should have the same type. Column '{column.Name}' has type of {column.ItemType}, "
                    + $"but expected column type is {columns[0].ItemType}.");
            }
        }

        var isVariable = columns.Any(c => c.Kind == SchemaShape.Column.VectorKind.VariableVector);
        var annotations = new List<SchemaShape.Column>();
        if (columns.All(c => c.Has(AnnotationUtils.Kinds.IsNormalized)))
        {
            annotations.Add(SchemaShapes.IsNormalized);
        }

        if (columns.Any(c => c.Kind == SchemaShape.Column.VectorKind.Scalar || c.Has(AnnotationUtils.Kinds.SlotNames)))
        {
            annotations.Add(SchemaShapes.SlotNames);
        }

        var kind = isVariable ? SchemaShape.Column.VectorKind.VariableVector : SchemaShape.Column.VectorKind.Vector;
        return inputSchema.With([new SchemaShape.Column(_output, kind, columns[0].ItemType, false, new(annotations))]);
    }
}
