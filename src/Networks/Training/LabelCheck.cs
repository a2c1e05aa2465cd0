namespace NeuralTrainers.Networks;

/// <summary>Refuses labels that a head's loss is not defined for, before they spoil a training run.</summary>
internal static class LabelCheck
{
    /// <summary>Checks all rows of a source.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="heads">The heads, whose label numbers follow each other in a row.</param>
    /// <param name="rows">What to call the rows in a message.</param>
    /// <exception cref="ArgumentException">A label is out of its loss's domain; the message names row and head.</exception>
    public static void Run(IBatchSource source, IReadOnlyList<HeadDescription> heads, string rows)
    {
        var number = 0;
        SourceScan.Visit(source, batch =>
        {
            for (var row = 0; row < batch.Count; row++, number++)
            {
                Check(batch.TargetRow(row), heads, number, rows);
            }
        });
    }

    private static void Check(ReadOnlySpan<float> labels, IReadOnlyList<HeadDescription> heads, int number, string rows)
    {
        foreach (var head in heads)
        {
            var label = labels[..head.TargetWidth];
            if (!head.Loss.Accepts(label, head.OutputCount))
            {
                throw new ArgumentException(
                    $"The label of head '{head.Name}' is {string.Join(", ", label.ToArray())} in row {number} (from 0) of the {rows}: " +
                    $"{head.Loss.GetType().Name} needs {head.Loss.LabelDomain}. Correct or remove the row, or choose another loss.");
            }

            labels = labels[head.TargetWidth..];
        }
    }
}
