using NeuralTrainers.Networks;

namespace NeuralTrainers;

/// <summary>Keeps some rows from training, drawn evenly over the first label's values.</summary>
internal static class ValidationSplit
{
    // Apart from the purposes of the networks, which are small numbers.
    private const uint RandomPurpose = 0x1000_0000;

    /// <summary>Splits a table. The rows of each part stay in their order.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="fraction">The share of the second part, above 0 and below 1; both parts get at least one row if there are two.</param>
    /// <param name="seed">The seed.</param>
    public static (LabeledTable Train, LabeledTable Validation) Split(LabeledTable table, float fraction, ulong seed)
    {
        // Sorted by label, and in random order where labels are equal, the rows fall into runs of similar labels: each run gives its share.
        var rows = new int[table.RowCount];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = i;
        }

        var random = new RandomStream(seed, RandomPurpose);
        random.Shuffle(rows);
        var keys = Array.ConvertAll(rows, row => table.Labels[0][row]);
        var order = new int[rows.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (a, b) => keys[a].CompareTo(keys[b]) is not 0 and var byLabel ? byLabel : a.CompareTo(b));
        var count = Math.Clamp((int)Math.Round(rows.Length * (double)fraction), 1, rows.Length - 1);
        var isValidation = new bool[rows.Length];
        for (var i = 0; i < count; i++)
        {
            var from = (int)((long)i * rows.Length / count);
            var to = (int)((long)(i + 1) * rows.Length / count);
            isValidation[rows[order[from + random.NextInt32(to - from)]]] = true;
        }

        return (Part(false), Part(true));

        LabeledTable Part(bool validation) =>
            table.Subset([.. Enumerable.Range(0, rows.Length).Where(row => isValidation[row] == validation)]);
    }
}
