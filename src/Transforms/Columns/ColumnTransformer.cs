using System.Text;
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

    /// <summary>The columns, in the order in which they are added.</summary>
    public IReadOnlyList<TColumn> Columns => columns;

    static ColumnTransformer<TColumn> ILoadableTransformer<ColumnTransformer<TColumn>>.Load(IHostEnvironment environment, ModelReader reader)
    {
        var columns = new List<TColumn>();
        reader.Read(EntryName, stream =>
        {
            using var binary = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            try
            {
                for (var count = binary.ReadInt32(); columns.Count < count;)
                {
                    columns.Add(TColumn.Read(binary));
                }
            }
            catch (EndOfStreamException exception)
            {
                throw new InvalidDataException($"The model file's entry '{EntryName}' ends too early: the file is damaged.", exception);
            }
        });
        return new ColumnTransformer<TColumn>(columns);
    }

    internal override RowMap CreateMap(DataViewSchema inputSchema) =>
        new ColumnMap(inputSchema, [.. columns.Select(column => column.Bind(inputSchema))]);

    internal override void Save(ModelSaveContext context) => ModelFile.Save<ColumnTransformer<TColumn>>(context, writer => writer.Write(EntryName, stream =>
    {
        using var binary = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        binary.Write(columns.Count);
        foreach (var column in columns)
        {
            column.Write(binary);
        }
    }));
}
