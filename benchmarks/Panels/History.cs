namespace NeuralTrainers.Benchmarks.Panels;

/// <summary>What a person's rows amount to up to and with each of them.</summary>
internal static class History
{
    /// <summary>
    /// The number of earlier rows; the mean log wage; then of industry and of occupation: rows and years in the present one, changes so far,
    /// and the number of different ones.
    /// </summary>
    public const int Count = 10;

    /// <summary>Fills in the histories of all rows.</summary>
    public static void Fill<T>(T[] rows)
        where T : IPerson
    {
        foreach (var person in rows.GroupBy(row => row.Person))
        {
            var (industry, occupation, wages, earlier) = (new Spell(), new Spell(), 0f, 0);
            foreach (var row in person.OrderBy(row => row.Year))
            {
                wages += row.LogWage;
                industry.Continue(row.Industry, row.Year);
                occupation.Continue(row.Occupation, row.Year);
                row.History = [earlier, wages / (earlier + 1), .. industry.Numbers(row.Year), .. occupation.Numbers(row.Year)];
                earlier++;
            }
        }
    }

    private sealed class Spell
    {
        private readonly HashSet<string> _seen = [];
        private string _current = string.Empty;
        private float _since;
        private int _rows;
        private int _changes;

        public void Continue(string value, float year)
        {
            // A missing value does not end a spell.
            if (value.Length > 0 && value != _current)
            {
                _changes += _current.Length > 0 ? 1 : 0;
                (_current, _since, _rows) = (value, year, 0);
                _seen.Add(value);
            }

            _rows++;
        }

        public float[] Numbers(float year) => [_rows, year - _since, _changes, _seen.Count];
    }
}
