using NeuralTrainers.Networks.Kernels;

namespace NeuralTrainers.Networks;

/// <summary>Finds the previous values of a head's label.</summary>
/// <remarks>
/// Training hides some, so that the change block learns to speak alone. If the value is also an embedded category, that is hidden in the
/// same rows. Blocks that do not read the value could not tell those rows from others, and none is hidden.
/// </remarks>
/// <param name="position">The head's place among those with a dual block.</param>
/// <param name="purpose">The mask's random purpose.</param>
/// <param name="column">The mask's column.</param>
/// <param name="columns">The mask's width.</param>
/// <param name="rate">The share of values to hide.</param>
internal sealed class PreviousValues(int position, uint purpose, int column, int columns, float rate)
{
    public int Position => position;

    public uint Purpose => purpose;

    public int Column => column;

    public int Columns => columns;

    public float Rate => rate;

    /// <summary>The previous values of one head of a network.</summary>
    public static PreviousValues Of(NetworkDescription description, HeadDescription head, float maskRate)
    {
        var heads = description.Heads.Where(candidate => candidate.DualBlock is not null).ToList();
        var position = heads.IndexOf(head);
        var embeddings = description.Input.Embeddings;
        for (var i = 0; i < embeddings.Count; i++)
        {
            if (string.Equals(embeddings[i].Column, head.DualBlock!.PreviousColumn, StringComparison.Ordinal))
            {
                return new PreviousValues(position, RandomPurpose.CategoryMask, i, embeddings.Count, maskRate);
            }
        }

        return new PreviousValues(position, RandomPurpose.PreviousMask, position, heads.Count, head.ReadsPreviousNumber ? maskRate : 0);
    }

    public Rows In(in Pass pass) => new()
    {
        Batch = pass.Batch,
        Mask = pass.Training ? new DropoutMask(pass.Seed, purpose, pass.Step, rate, columns) : default,
        Column = column,
        Position = position,
    };

    /// <summary>The previous values of a batch.</summary>
    public readonly struct Rows
    {
        public required Batch Batch { get; init; }

        public required DropoutMask Mask { get; init; }

        public required int Column { get; init; }

        public required int Position { get; init; }

        /// <summary>A row's value, NaN if it is missing or hidden.</summary>
        public float Number(int row)
        {
            var value = Batch.PreviousRow(row)[Position];
            return float.IsFinite(value) && !(Mask.IsActive && Mask.Factor(row, Column) == 0) ? value : float.NaN;
        }

        /// <summary>A row's class, -1 if it is missing, hidden or none of the classes.</summary>
        public int Class(int row, int classes) => Number(row) is >= 0 and var value && value < classes ? (int)value : -1;
    }
}
