using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers.Benchmarks.Accuracy;

/// <summary>A data set as text files with its raw columns, as a user would load it. The files are deleted in the end.</summary>
internal sealed class RawTable : IDisposable
{
    public const string Label = "Label";

    private readonly DataSet _data;

    public RawTable(DataSet data)
    {
        _data = data;
        Folder = Directory.CreateTempSubdirectory("accuracy").FullName;
        Write("train", data.Train);
        Write("validation", data.Validation);
        Write("test", data.Test);
    }

    /// <summary>The folder of the files train, validation and test.</summary>
    public string Folder { get; }

    /// <summary>One of the files; the types are all that is known of its columns.</summary>
    public IDataView Load(MLContext context, string part)
    {
        var columns = _data.Numerics.Select((_, i) => (Name: $"Number{i}", Kind: DataKind.Single))
            .Concat(_data.Categories.Select((_, i) => (Name: $"Text{i}", Kind: DataKind.String)))
            .Append((Name: Label, Kind: _data.Loss.Target == TargetKind.Binary ? DataKind.Boolean : DataKind.Single))
            .Select((column, index) => new TextLoader.Column(column.Name, column.Kind, index));
        return context.Data.LoadFromTextFile(PathOf(part), [.. columns]);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string PathOf(string part) => Path.Combine(Folder, part + ".tsv");

    private void Write(string part, int[] rows)
    {
        using var writer = new StreamWriter(PathOf(part));
        foreach (var row in rows)
        {
            var numbers = _data.Numerics.Select(column => column[row]).Append(_data.Labels[row]).Select(value => value.ToString(CultureInfo.InvariantCulture)).ToArray();
            writer.WriteLine(string.Join('\t', [.. numbers[..^1], .. _data.Categories.Select(column => column[row]), numbers[^1]]));
        }
    }
}
