using Microsoft.ML;

namespace NeuralTrainers;

/// <summary>The name of an output column and of the columns that it is computed from.</summary>
internal sealed record ColumnNames(string Output, IReadOnlyList<string> Inputs)
{
    public ColumnNames(string output, string? input)
        : this(CheckName(output, "outputColumnName"), [input is null ? output : CheckName(input, "inputColumnName")])
    {
    }

    /// <summary>The only input column.</summary>
    public string Input => Inputs[0];

    /// <summary>The names of several columns, each computed from one.</summary>
    /// <exception cref="ArgumentException">There is none, or two have one name.</exception>
    public static ColumnNames[] Of(InputOutputColumnPair[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ColumnNames[] names = [.. columns.Select(pair => new ColumnNames(pair.OutputColumnName, pair.InputColumnName))];
        Check(names);
        return names;
    }

    /// <summary>Checks that there are columns, each of another name.</summary>
    public static void Check(IReadOnlyCollection<ColumnNames> columns)
    {
        if (columns.Count == 0)
        {
            throw new ArgumentException("There are no columns: name at least one.");
        }

        if (columns.GroupBy(column => column.Output, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two output columns have the name '{twice.Key}': give each its own.");
        }
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Output);
        writer.Write(Inputs.Count);
        foreach (var input in Inputs)
        {
            writer.Write(input);
        }
    }

    public static ColumnNames Read(BinaryReader reader)
    {
        var output = reader.ReadString();
        var inputs = new List<string>();
        for (var count = reader.ReadInt32(); inputs.Count < count;)
        {
            inputs.Add(reader.ReadString());
        }

        return new ColumnNames(output, inputs);
    }

    private static string CheckName(string name, string parameter) => string.IsNullOrEmpty(name)
        ? throw new ArgumentException($"{parameter} is empty: name a column.", parameter)
        : name;
}
