namespace NeuralTrainers;

/// <summary>Learns one column from rows that pass by. It holds the getters of the row that it was made for.</summary>
internal abstract class ColumnLearner<TColumn>
    where TColumn : FittedColumn
{
    /// <summary>Takes the row's current values into account.</summary>
    public abstract void Add();

    /// <summary>What was learned.</summary>
    public abstract TColumn Complete();
}
