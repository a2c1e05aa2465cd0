namespace NeuralTrainers;

/// <summary>Greedy selection with replacement.</summary>
internal static class GreedySelection
{
    /// <summary>Begins with the first candidate and adds what makes the mean best, until nothing makes it better.</summary>
    /// <param name="candidates">The predictions of each candidate, the best first.</param>
    /// <param name="loss">The loss of the first.</param>
    /// <param name="maximumVotes">The largest number of votes.</param>
    /// <param name="evaluate">The loss of the means: of sums of predictions, and a number of votes.</param>
    /// <param name="isOver">Whether there is no more time: what was found so far counts.</param>
    /// <returns>The votes of each candidate, the sums of the predictions, and the loss.</returns>
    public static (int[] Votes, double[] Sums, double Loss) Select(
        IReadOnlyList<float[]> candidates, double loss, int maximumVotes, Func<double[], int, double> evaluate, Func<bool> isOver)
    {
        var votes = new int[candidates.Count];
        votes[0] = 1;
        var sums = new double[candidates[0].Length];
        Add(sums, candidates[0], sums);
        var tried = new double[sums.Length];
        for (var count = 2; count <= maximumVotes; count++)
        {
            var (next, least) = (-1, loss);
            for (var i = 0; i < candidates.Count; i++)
            {
                if (isOver())
                {
                    return (votes, sums, loss);
                }

                Add(sums, candidates[i], tried);
                var found = evaluate(tried, count);

                // Of equals one that is a member already: fewer models have to be scored.
                if (found < least || (next >= 0 && found == least && votes[next] == 0 && votes[i] > 0))
                {
                    (next, least) = (i, found);
                }
            }

            if (next < 0)
            {
                break;
            }

            votes[next]++;
            Add(sums, candidates[next], sums);
            loss = least;
        }

        return (votes, sums, loss);
    }

    private static void Add(double[] sums, float[] predictions, double[] results)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            results[i] = sums[i] + predictions[i];
        }
    }
}
