using Microsoft.ML;

namespace NeuralTrainers;

/// <summary>Keeps featurized data over trials, for most trials differ in their trainer only. Trials that ask at the same time wait for one of them.</summary>
internal sealed class FeaturizedCache
{
    private const int Capacity = 4;
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];

    /// <summary>What the featurizers made, or make now unless that was done for the same steps, settings and data.</summary>
    public FeaturizedData Get(string key, IDataView train, Func<FeaturizedData> featurize)
    {
        var entry = Find(key, train, featurize);
        try
        {
            return entry.Data.Value;
        }
        catch
        {
            // A cancelled trial must not fail those of a later run.
            lock (_gate)
            {
                _entries.Remove(entry);
            }

            throw;
        }
    }

    private Entry Find(string key, IDataView train, Func<FeaturizedData> featurize)
    {
        lock (_gate)
        {
            if (_entries.Find(entry => entry.Key == key && ReferenceEquals(entry.Train, train)) is { } known)
            {
                return known;
            }

            if (_entries.Count == Capacity)
            {
                _entries.RemoveAt(0);
            }

            var added = new Entry(key, train, new(featurize));
            _entries.Add(added);
            return added;
        }
    }

    private sealed record Entry(string Key, IDataView Train, Lazy<FeaturizedData> Data);
}
