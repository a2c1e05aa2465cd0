using Microsoft.ML;
using Microsoft.ML.Runtime;
using NeuralTrainers;
using NeuralTrainers.DataView;

[assembly: LoadableTransformer<EmbeddingTransformer>]

namespace NeuralTrainers;

/// <summary>Adds the learned vectors of categories.</summary>
internal sealed class EmbeddingTransformer(IReadOnlyList<EmbeddingColumn> columns) : RowTransformer, ILoadableTransformer<EmbeddingTransformer>
{
    static string ILoadableTransformer<EmbeddingTransformer>.LoaderSignature => "ApplyEmbedding";

    static EmbeddingTransformer ILoadableTransformer<EmbeddingTransformer>.Load(IHostEnvironment environment, ModelReader reader) => new(EmbeddingFiles.Read(reader));

    internal override RowMap CreateMap(DataViewSchema inputSchema) => new ColumnMap(inputSchema, [.. columns.Select(column => column.Bind(inputSchema))]);

    internal override void Save(ModelSaveContext context) => ModelFile.Save<EmbeddingTransformer>(context, writer => EmbeddingFiles.Write(writer, columns));
}
