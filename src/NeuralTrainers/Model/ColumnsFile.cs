using System.Text.Json;
using NeuralTrainers.DataView;
using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>Reads and writes <c>columns.json</c>.</summary>
internal static class ColumnsFile
{
    private const string Format = "neuraltrainers.columns";
    private const int Version = 1;

    private const int MaximumBytes = 1 << 30;

    public static void Write(Stream stream, ModelColumns columns) => stream.Write(RecordJson.Write(new ColumnsDocument
    {
        Format = Format,
        Version = Version,
        Labels = [.. columns.Labels.Select(label => new ColumnsDocument.LabelDocument { Name = label.ColumnName, Values = ToDocument(label.Values) })],
        Features = columns.FeatureColumnName is { } name ? new() { Name = name, Size = columns.FeatureSize } : null,
        Categories = [.. columns.CategoryValues.Select(ToDocument)],
    }).Span);

    /// <summary>Reads and checks the file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or of a newer version.</exception>
    public static ModelColumns Read(Stream stream)
    {
        try
        {
            var document = RecordJson.Read<ColumnsDocument>(
                StreamReading.ReadToEnd(stream, MaximumBytes, "The list of the model's columns").Span);
            if (document is not { Format: Format, Version: Version })
            {
                throw new InvalidDataException(
                    $"The model's columns have the format '{document.Format}' version {document.Version}; this version of the library " +
                    $"reads '{Format}' version {Version}.");
            }

            return new ModelColumns
            {
                Labels = [.. document.Labels.Select(label => new ModelLabel(label.Name, FromDocument(label.Values)))],
                FeatureColumnName = document.Features?.Name,
                FeatureSize = document.Features?.Size,
                CategoryValues = [.. document.Categories.Select(FromDocument)],
            };
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("The model's columns are damaged. " + exception.Message, exception);
        }
    }

    public static ColumnsDocument.ValuesDocument? ToDocument(KeyValues? values) =>
        values is null ? null : new() { Type = values.TypeName, Values = values.Values };

    public static KeyValues? FromDocument(ColumnsDocument.ValuesDocument? document) =>
        document is null ? null : new KeyValues(document.Type, document.Values);
}
