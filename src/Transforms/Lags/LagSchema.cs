using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuralTrainers;

/// <summary>The columns of a panel, and after them those of earlier rows.</summary>
internal sealed class LagSchema
{
    private readonly LagColumn[] _added;

    public LagSchema(DataViewSchema input, string groupName, string timeName, IReadOnlyList<string> columnNames, int periods)
    {
        if (periods < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(periods), periods, $"{nameof(periods)} is {periods}: it must be at least 1.");
        }

        if (columnNames.Count == 0)
        {
            throw new ArgumentException($"{nameof(columnNames)} is empty: name the columns whose earlier values are wanted.", nameof(columnNames));
        }

        Input = input;
        Group = Find("group", groupName);
        Time = Find("time", timeName);
        if (Group.Type is not PrimitiveDataViewType)
        {
            throw WrongType("group", Group, "a key, text or a number", "Map it to a single column.");
        }

        if (!PanelTimes.IsTime(Time.Type))
        {
            throw WrongType("time", Time, "a number, a date or a time span", "Convert it with ConvertType.");
        }

        var lagged = columnNames.Select(name => Find("lagged", name)).ToArray();
        foreach (var column in lagged)
        {
            if (!ColumnStore.HasMissingValue(column.Type))
            {
                throw WrongType("lagged", column, "of a type with a missing value, for rows that have no earlier one", "Convert it to Single with ConvertType, or to keys with MapValueToKey.");
            }
        }

        _added =
        [
            .. lagged.DistinctBy(column => column.Index).SelectMany(column => Enumerable.Range(1, periods), (column, lag) => new LagColumn($"{column.Name}Lag{lag}", column, lag, IsGap: false)),
            .. Enumerable.Range(1, periods).Select(lag => new LagColumn($"{Time.Name}Gap{lag}", Time, lag, IsGap: true)),
        ];
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        builder.AddColumns(_added.Select(column => column.Detach()));
        Output = builder.ToSchema();
    }

    public DataViewSchema Input { get; }

    public DataViewSchema Output { get; }

    public DataViewSchema.Column Group { get; }

    public DataViewSchema.Column Time { get; }

    /// <summary>What a column of the output is read from.</summary>
    public LagColumn this[int index] =>
        index < Input.Count ? new LagColumn(Input[index].Name, Input[index], Lag: 0, IsGap: false) : _added[index - Input.Count];

    private DataViewSchema.Column Find(string role, string name) => Input.GetColumnOrNull(name)
        ?? throw new ArgumentException($"There is no {role} column '{name}'. The columns are: {string.Join(", ", Input.Select(column => column.Name))}.");

    private static ArgumentException WrongType(string role, DataViewSchema.Column column, string expected, string remedy) =>
        new($"The {role} column '{column.Name}' is of type {column.Type}, but must be {expected}. {remedy}");
}
