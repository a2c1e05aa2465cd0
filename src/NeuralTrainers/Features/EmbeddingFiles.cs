using System.Text.Json;
using NeuralTrainers.DataView;
using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>The two entries of <see cref="EmbeddingTransformer"/> in ML.NET's zip file.</summary>
internal static class EmbeddingFiles
{
    private const string Format = "neuraltrainers.embeddings";
    private const int Version = 1;
    private const int MaximumBytes = 1 << 30;
    private const string ColumnsName = "embeddings.json";
    private const string TablesName = "tables.safetensors";

    public static void Write(ModelWriter writer, IReadOnlyList<EmbeddingColumn> columns)
    {
        writer.Write(ColumnsName, stream => stream.Write(RecordJson.Write(new EmbeddingsDocument
        {
            Format = Format,
            Version = Version,
            Columns = [.. columns.Select(column => new EmbeddingsDocument.ColumnDocument
            {
                Output = column.Output,
                Input = column.Input,
                Column = column.Embedding.ColumnName,
                Values = ColumnsFile.ToDocument(column.Embedding.KeyValues),
            })],
        }).Span));
        writer.Write(TablesName, stream => SafetensorsFile.Write(stream, new NetworkWeights(columns.Select(column => new WeightTensor(
            column.Output, [column.Embedding.Values.Count + 1, column.Embedding.Dimension], column.Embedding.Table)))));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or of a newer version.</exception>
    public static IReadOnlyList<EmbeddingColumn> Read(ModelReader reader)
    {
        EmbeddingsDocument? document = null;
        reader.Read(ColumnsName, stream => document = ReadDocument(stream));
        NetworkWeights? tables = null;
        reader.Read(TablesName, stream => tables = SafetensorsFile.Read(stream, MaximumBytes));
        return [.. document!.Columns.Select(column => Create(column, tables!))];
    }

    private static EmbeddingColumn Create(EmbeddingsDocument.ColumnDocument column, NetworkWeights tables)
    {
        var values = ColumnsFile.FromDocument(column.Values);
        var table = tables.FirstOrDefault(tensor => string.Equals(tensor.Name, column.Output, StringComparison.Ordinal));
        return table is { Shape: [> 0 and var rows, > 0] } && (values is null || values.Values.Count == rows - 1)
            ? new EmbeddingColumn(column.Output, column.Input, new CategoryEmbedding(column.Column, table, values))
            : throw new InvalidDataException($"The model's {ColumnsName} and {TablesName} do not belong together: the file is damaged.");
    }

    private static EmbeddingsDocument ReadDocument(Stream stream)
    {
        try
        {
            var document = RecordJson.Read<EmbeddingsDocument>(StreamReading.ReadToEnd(stream, MaximumBytes, "The list of the embeddings' columns").Span);
            return document is { Format: Format, Version: Version } ? document : throw new InvalidDataException(
                $"The embeddings have the format '{document.Format}' version {document.Version}; this version of the library reads '{Format}' version {Version}.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("The embeddings' columns are damaged. " + exception.Message, exception);
        }
    }
}
