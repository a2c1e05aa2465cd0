using Microsoft.ML;

namespace NeuralTrainers.DataView;

/// <summary>Makes the errors about single values: they name the column, the row, the value, and what to do.</summary>
internal static class RowError
{
    public static InvalidOperationException Of(string column, DataViewRow row, string problem, string remedy) =>
        new($"Column '{column}', row {row.Position} (counted from 0): {problem}. {remedy}");
}
