namespace NeuralTrainers;

/// <summary>Puts heads after the heads that they are conditioned on.</summary>
internal static class HeadOrder
{
    /// <summary>The positions of the heads in an order in which they can be computed; that of the list where there is a choice.</summary>
    /// <exception cref="ArgumentException">A head is conditioned on one that does not exist, twice on the same, or, over others, on itself.</exception>
    public static IReadOnlyList<int> Of(IReadOnlyList<HeadDescription> heads)
    {
        var conditions = Conditions(heads);
        if (Array.TrueForAll(conditions, list => list.Length == 0))
        {
            var unchanged = new int[heads.Count];
            for (var head = 0; head < unchanged.Length; head++)
            {
                unchanged[head] = head;
            }

            return unchanged;
        }

        var readers = conditions.Index().SelectMany(pair => pair.Item, (pair, condition) => (condition, Head: pair.Index)).ToLookup(pair => pair.condition, pair => pair.Head);
        int[] open = [.. conditions.Select(list => list.Length)];
        var ready = new PriorityQueue<int, int>(Enumerable.Range(0, heads.Count).Where(head => open[head] == 0).Select(head => (head, head)));
        var order = new List<int>(heads.Count);
        while (ready.TryDequeue(out var head, out _))
        {
            order.Add(head);
            foreach (var reader in readers[head])
            {
                if (--open[reader] == 0)
                {
                    ready.Enqueue(reader, reader);
                }
            }
        }

        return order.Count == heads.Count ? order : throw Circle(heads, conditions, open);
    }

    /// <summary>For each head the positions of those that it is conditioned on.</summary>
    public static int[][] Conditions(IReadOnlyList<HeadDescription> heads)
    {
        if (heads.All(head => head.ConditionedOn.Count == 0))
        {
            var none = new int[heads.Count][];
            Array.Fill(none, []);
            return none;
        }

        var positions = heads.Index().ToDictionary(pair => pair.Item.Name, pair => pair.Index, StringComparer.Ordinal);
        return [.. heads.Select(head => Conditions(head, positions))];
    }

    private static int[] Conditions(HeadDescription head, Dictionary<string, int> positions)
    {
        var found = new HashSet<int>();
        foreach (var name in head.ConditionedOn)
        {
            if (!positions.TryGetValue(name, out var position))
            {
                throw new ArgumentException($"Head '{head.Name}' is conditioned on '{name}', which is no head. The heads are: {string.Join(", ", positions.Keys)}.");
            }

            if (!found.Add(position))
            {
                throw new ArgumentException($"Head '{head.Name}' is conditioned on '{name}' twice.");
            }
        }

        return [.. head.ConditionedOn.Select(name => positions[name])];
    }

    // Whatever could not be placed waits for another head that could not: following those leads into a circle.
    private static ArgumentException Circle(IReadOnlyList<HeadDescription> heads, int[][] conditions, int[] open)
    {
        var path = new List<int>();
        var head = Array.FindIndex(open, count => count > 0);
        while (!path.Contains(head))
        {
            path.Add(head);
            head = Array.Find(conditions[head], condition => open[condition] > 0);
        }

        var names = path.SkipWhile(other => other != head).Append(head).Select(other => $"'{heads[other].Name}'");
        return new ArgumentException($"Heads are conditioned on each other in a circle: {string.Join(" on ", names)}. Leave one of these conditions out.");
    }
}
