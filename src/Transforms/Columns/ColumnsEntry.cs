using System.Text;
using NeuralTrainers.DataView;

namespace NeuralTrainers;

/// <summary>An entry of a model's file that holds fitted columns.</summary>
internal static class ColumnsEntry
{
    public static void Write(ModelWriter writer, string name, IReadOnlyCollection<FittedColumn> columns) => writer.Write(name, stream =>
    {
        using var binary = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        binary.Write(columns.Count);
        foreach (var column in columns)
        {
            column.Write(binary);
        }
    });

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The entry is missing or damaged.</exception>
    public static List<TColumn> Read<TColumn>(ModelReader reader, string name)
        where TColumn : FittedColumn, IFittedColumn<TColumn>
    {
        var columns = new List<TColumn>();
        reader.Read(name, stream =>
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
                throw new InvalidDataException($"The model file's entry '{name}' ends too early: the file is damaged.", exception);
            }
        });
        return columns;
    }
}
