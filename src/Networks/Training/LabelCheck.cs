namespace NeuralTrainers.Networks;

/// <summary>
/// Refuses labels that a head's loss is not defined for, before they spoil a training run. In a network of several heads a label may be
/// missing.
/// </summary>
internal static class LabelCheck
{
    /// <summary>Checks all rows of a source.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="heads">The heads, whose label numbers follow each other in a row.</param>
    /// <param name="rows">What to call the rows in a message.</param>
    /// <returns>For each head whether any row has a label.</returns>
    /// <exception cref="ArgumentException">A label is out of its loss's domain; the message names row and head.</exception>
    public static bool[] Run(IBatchSource source, IReadOnlyList<HeadDescription> heads, string rows)
    {
        var number = 0;
        var hasLabels = new bool[heads.Count];
        SourceScan.Visit(source, batch =>
        {
            for (var row = 0; row < batch.Count; row++, number++)
            {
                Check(batch.TargetRow(row), heads, hasLabels, number, rows);
            }
        });
        return hasLabels;
    }

    private static void Check(ReadOnlySpan<float> labels, IReadOnlyList<HeadDescription> heads, bool[] hasLabels, int number, string rows)
    {
        for (var i = 0; i < heads.Count; i++)
        {
            var head = heads[i];
            var label = labels[..head.TargetWidth];
            var isMissing = heads.Count > 1 && IsMissing(label);
            hasLabels[i] |= !isMissing;
            if (!isMissing && !head.Loss.Accepts(label, head.OutputCount))
            {
                throw new ArgumentException(
                    $"The label of head '{head.Name}' is {string.Join(", ", label.ToArray())} in row {number} (from 0) of the {rows}: " +
                    $"{head.Loss.GetType().Name} needs {head.Loss.LabelDomain}. Correct or remove the row, or choose another loss.");
            }

            labels = labels[head.TargetWidth..];
        }
    }

    // Shares of which only some are missing are no label.
    private static bool IsMissing(ReadOnlySpan<float> label)
    {
        foreach (var number in label)
        {
            if (!float.IsNaN(number))
            {
                return false;
            }
        }

        return true;
    }
}
