using Microsoft.ML;
using Microsoft.ML.Runtime;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>Adds fitted columns of one kind.</summary>
internal sealed class ColumnTransformer<TColumn>(IReadOnlyList<TColumn> columns) : RowTransformer, ILoadableTransformer<ColumnTransformer<TColumn>>
    where TColumn : FittedColumn, IFittedColumn<TColumn>
{
    private const string EntryName = "columns.bin";

    static string ILoadableTransformer<ColumnTransformer<TColumn>>.LoaderSignature => TColumn.LoaderSignature;

    static ColumnTransformer<TColumn> ILoadableTransformer<ColumnTransformer<TColumn>>.Load(IHostEnvironment environment, ModelReader reader) =>
        new(ColumnsEntry.Read<TColumn>(reader, EntryName));

    internal override RowMap CreateMap(DataViewSchema inputSchema) =>
        new ColumnMap(inputSchema, [.. columns.Select(column => column.Bind(inputSchema))]);

    internal override void Save(ModelSaveContext context) =>
        ModelFile.Save<ColumnTransformer<TColumn>>(context, writer => ColumnsEntry.Write(writer, EntryName, columns));
}
